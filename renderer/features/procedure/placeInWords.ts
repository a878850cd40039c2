import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';

const partNames: Readonly<Record<string, string>> = {
  title: 'Title',
  partnershipName: 'Partnership',
  shortName: 'Short name',
  label: 'name',
  name: 'full name',
  who: 'who meets',
  action: 'what is to happen',
  count: 'length',
  question: 'question',
  document: 'source, document',
  place: 'source, place in it',
  form: 'Form',
  notice: 'Notice',
  immediateDanger: 'Immediate danger',
  door: 'where to turn',
  advice: 'what people are told',
  panelSize: 'members',
  closing: 'words at the foot',
  themesSource: 'Themes',
  stageWord: 'Word for a step',
  urgentEntry: 'Urgent entry',
  how: 'how',
  decisionLabel: 'words before the decision',
};
const itemNames: Readonly<Record<string, string>> = {
  timescales: 'timescale',
  themes: 'Theme',
  decisionBodies: 'Decision body',
  otherRoutes: 'Route',
  rows: 'row',
  duties: 'duty',
  beyondLastStage: 'Referral',
  neverSkip: 'Rule',
  notificationOnly: 'Notification',
  toState: 'Question',
  columns: 'column',
};

/** `stages.2.timescales.0.action` as "Level 3, timescale 1, what is to happen". Empty for a list as a whole. */
export const placeInWords = (procedure: Procedure, path: string): string => {
  const keys = path.split('.');
  return keys
    .flatMap((key, at) => {
      const index = Number(keys[at + 1]);
      if (key === 'stages' && keys[at + 1] !== undefined)
        return [procedure.stages[index]?.label || `Stage ${index + 1}`];
      if (itemNames[key] !== undefined && !Number.isNaN(index)) return [`${itemNames[key]} ${index + 1}`];
      return partNames[key] ?? [];
    })
    .join(', ');
};
