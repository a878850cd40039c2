import type { Client } from '../../../shared/contract/index.ts';
import { emptyPerson, emptyReferrer } from '../../../shared/domain/intake.ts';
import type { ReceivedFile } from './demoPlan.ts';
import { receiveForm } from './playPlan.ts';

/** Leaves two forms unfinished, and returns the id of the one that came as a file where there is such a form. */
export const leaveDrafts = async (api: Client, form: ReceivedFile | undefined): Promise<string> => {
  const typed = await api.drafts.start({});
  await api.drafts.save({
    draftId: typed.id,
    revision: typed.revision,
    form: {
      ...typed.form,
      dangerAnswer: 'no',
      people: [{ ...emptyPerson(), name: 'Malachi Oakden-Test', dateOfBirthNotKnown: true }],
      referrers: [{ ...emptyReferrer, name: 'Rosa Lomax-Test', agency: 'Kiln Lane Academy' }],
      // As it was said on the telephone: kept until somebody knows the year.
      dateOfNotification: { day: '12', month: '', year: '' },
    },
  });
  if (!form) return typed.id;
  return (await api.drafts.start({ documentId: await receiveForm(api, form) })).id;
};
