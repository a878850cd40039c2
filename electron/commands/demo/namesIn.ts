import type { Client } from '../../../shared/contract/index.ts';
import type { PlannedCase } from './demoPlan.ts';

/** The names of the children and the referrers of the cases as they were logged, each once. */
export const namesIn = async (
  api: Client,
  played: ReadonlyMap<PlannedCase, { readonly caseId: string }>,
): Promise<readonly string[]> => {
  const names = new Set<string>();
  for (const { caseId } of played.values()) {
    const { form } = await api.cases.get({ caseId });
    for (const { name } of [...form.people, ...form.referrers])
      if (name.trim() !== '') names.add(name.trim());
  }
  return [...names].sort((one, other) => one.localeCompare(other));
};
