import type { Procedure } from './procedureSchema.ts';
import { staffordshireAndStoke } from './staffordshireAndStoke.ts';

export const staffordshire: Procedure = staffordshireAndStoke({
  id: 'staffordshire',
  partnershipName: 'Staffordshire Safeguarding Children Board',
  shortName: 'Staffordshire',
  referencePrefix: 'STAFFS',
  contactWithoutLineManager:
    "An organisation without line managers uses its safeguarding contact within the voluntary sector's body (SCYVS).",
});
