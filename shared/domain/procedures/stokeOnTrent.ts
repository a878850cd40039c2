import type { Procedure } from './procedureSchema.ts';
import { staffordshireAndStoke } from './staffordshireAndStoke.ts';

export const stokeOnTrent: Procedure = staffordshireAndStoke({
  id: 'stoke-on-trent',
  partnershipName: 'Stoke-on-Trent Safeguarding Children Board',
  shortName: 'Stoke-on-Trent',
  referencePrefix: 'STOKE',
  contactWithoutLineManager:
    'An organisation without line managers uses the designated lead for child protection.',
});
