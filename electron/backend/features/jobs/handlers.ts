import { operations, type OperationName } from '../../../../shared/contract/index.ts';
import { mayDo } from '../../../../shared/domain/permissions.ts';
import type { Jobs } from '../../jobs.ts';
import type { OpenRegister } from '../../register.ts';
import type { Handlers } from '../../router.ts';

export const createJobsHandlers = (
  jobs: Jobs,
  findRegister: () => OpenRegister | undefined,
): Handlers['jobs'] => ({
  progress: ({ operation }) => {
    const job = jobs.find(operation as OperationName);
    return job ? { job } : {};
  },

  stop: ({ operation }) => {
    const allow = operations.get(operation as OperationName)?.allow;
    const role = findRegister()?.session.role;
    const may =
      allow === 'beforeUnlock' || (allow !== undefined && allow !== 'openPack' && role && mayDo(role, allow));
    if (may) jobs.stop(operation as OperationName);
    return {};
  },
});
