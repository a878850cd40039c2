import type { Settings } from '../../../../shared/contract/settings.ts';
import { usualDisclosureSettings } from '../../../../shared/domain/disclosure/disclosureSettings.ts';

/** A new register's settings: bank holidays are no working days, and the register locks after five idle minutes. */
export const startingSettings = (unit: {
  readonly unitName: string;
  readonly referencePrefix: string;
}): Settings => ({
  ...unit,
  bankHolidaysCount: true,
  extraClosedDays: [],
  idleLockMinutes: 5,
  secureKeyword: '',
  unitEmail: '',
  noticeWithinWorkingDays: 5,
  quarters: 'financial',
  disclosure: usualDisclosureSettings,
  statedTimescales: [],
  unloggedReviewDays: 30,
});
