import { z } from 'zod';
import { quarterCalendars } from '../domain/analytics/quarters.ts';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { codesOf } from '../domain/codes.ts';
import {
  disclosureSettingsSchema,
  usualDisclosureSettings,
} from '../domain/disclosure/disclosureSettings.ts';
import { retentionRuleSchema } from '../domain/retention.ts';
import { procedureSchema } from '../domain/procedures/procedureSchema.ts';
import { idSchema, lineSchema, nothing } from './common.ts';
import { mutation, query } from './operation.ts';

export const settingsSchema = z.strictObject({
  unitName: lineSchema,
  referencePrefix: z.string().regex(/^[A-Z][A-Z0-9]{1,7}$/, 'Use 2 to 8 capital letters or digits'),
  /** Bank holidays in England are no working days; a unit may count them. */
  bankHolidaysCount: z.boolean(),
  /** Days that the office is closed besides weekends and bank holidays. */
  extraClosedDays: z.array(z.strictObject({ on: plainDateSchema, name: lineSchema })).max(400),
  idleLockMinutes: z.int().min(1, 'Use 1 to 60 minutes').max(60, 'Use 1 to 60 minutes'),
  /** Goes into the subject of an e-mail draft, such as [secure]; empty for none. */
  secureKeyword: z.string().trim().max(40),
  /** The unit's own address, for the From line of a draft; empty for none. */
  unitEmail: z.union([z.literal(''), z.email('Give a full e-mail address')]),
  /** Working days after the decision by which the notice should be sent. */
  noticeWithinWorkingDays: z.int().min(1).max(60),
  /** How quarters and years are named in figures and reports. */
  quarters: z.enum(codesOf(quarterCalendars)).default('financial'),
  /** How small numbers are kept out of published reports from now on; a frozen report keeps its own. */
  disclosure: disclosureSettingsSchema.default(usualDisclosureSettings),
  /** Which of two timescales that stand for one another the unit has said applies, by the timescale's id. */
  statedTimescales: z.array(z.strictObject({ timescaleId: z.string(), source: lineSchema })),
  /** When closed cases are reviewed for erasure; left out until the unit has decided. */
  retention: retentionRuleSchema.optional(),
  /** Days after which a draft that nobody touched, and a file that no case holds, are to be reviewed. */
  unloggedReviewDays: z.int().min(1, 'Use 1 to 365 days').max(365, 'Use 1 to 365 days').default(30),
});
export type Settings = z.infer<typeof settingsSchema>;

const procedureVersionSchema = z.strictObject({ versionId: idSchema, procedure: procedureSchema });

export const settings = {
  get: query({
    allow: 'settings.view',
    input: nothing,
    output: z.strictObject({
      settings: settingsSchema,
      procedure: procedureVersionSchema,
      /** The backend's own clock, so that every date on screen is counted from the same day. */
      now: instantSchema,
      bankHolidaysKnownUntil: z.int(),
      /** What the office should see to: little room on the disk, a recovery key that nobody proved. */
      warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
    }),
  }),
  update: mutation({
    allow: 'settings.manage',
    audit: 'alteration',
    input: settingsSchema,
    output: settingsSchema,
  }),
};
