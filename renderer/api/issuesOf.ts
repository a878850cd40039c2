import type { Issue } from '../../shared/contract/errors.ts';
import type { AppFault } from './client.ts';

/** What an error summary shows: the fields to mend, or the message itself at `path`. */
export const issuesOf = (fault: AppFault | null | undefined, path = ''): readonly Issue[] => {
  if (!fault) return [];
  return fault.issues.length > 0 ? fault.issues : [{ path, message: fault.message }];
};
