import { statfs } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { isBackupOverdue } from '../../../../shared/domain/backupRotation.ts';
import { methodInShort } from '../../../../shared/domain/disclosure/describeMethod.ts';
import { officeDayOf, type PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { findLastBackupAt } from '../backups/repository.ts';
import { listPeople } from '../people/repository.ts';
import { describeDay } from '../../../../shared/domain/wordsForDates.ts';
import { refreshCase, unitOf } from '../cases/changeCase.ts';
import { listOpenCases } from '../cases/repository.ts';
import { writeUnlockScreen } from '../../vault/unlockScreen.ts';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../router.ts';
import { LAST_YEAR_OF_BANK_HOLIDAYS } from '../../../../shared/domain/bankHolidays.ts';
import {
  getCurrentProcedure,
  areKeysDue,
  getSettings,
  isRecoveryKeyProved,
  keepSettings,
} from './repository.ts';

const LITTLE_ROOM_BYTES = 500 * 1024 * 1024;

const backupWarnings = (
  database: RegisterDatabase,
  today: PlainDate,
): { code: string; message: string }[] => {
  const lastMadeAt = findLastBackupAt(database);
  const startedAt = listPeople(database)
    .map(({ addedAt }) => addedAt)
    .sort()[0];
  if (!isBackupOverdue(lastMadeAt ?? startedAt, today)) return [];
  return [
    {
      code: 'backup-overdue',
      message: `${lastMadeAt ? `The last backup is of ${describeDay(officeDayOf(lastMadeAt))}.` : 'There is no backup yet.'} Make one under Security and records, and see that its folder can be reached.`,
    },
  ];
};

const listWarnings = async ({
  ports,
  database,
  today,
}: Context): Promise<{ code: string; message: string }[]> => {
  const disk = await statfs(ports.paths.register);
  const room = disk.bavail * disk.bsize;
  return [
    ...(room < LITTLE_ROOM_BYTES
      ? [
          {
            code: 'little-room',
            message: `Only ${Math.floor(room / 1024 / 1024)} MB are free on this computer's disk. Make room before the register can no longer be saved.`,
          },
        ]
      : []),
    ...backupWarnings(database, today),
    ...(areKeysDue(database)
      ? [
          {
            code: 'keys-due',
            message:
              'Somebody left and the register’s keys could not be changed yet: a business manager should do it under People.',
          },
        ]
      : []),
    ...(isRecoveryKeyProved(database)
      ? []
      : [
          {
            code: 'recovery-key-not-proved',
            message:
              'Nobody has shown that the recovery key was kept. Without it a lost passphrase loses the register: a business manager should make a new one under People.',
          },
        ]),
  ];
};

export const settingsHandlers: Handlers['settings'] = {
  get: async (_input, context) => ({
    settings: getSettings(context.database),
    procedure: getCurrentProcedure(context.database),
    now: context.now,
    bankHolidaysKnownUntil: LAST_YEAR_OF_BANK_HOLIDAYS,
    warnings: await listWarnings(context),
  }),

  update: (settings, context) => {
    const before = getSettings(context.database).disclosure;
    const detail = isDeepStrictEqual(before, settings.disclosure)
      ? {}
      : { detail: `small numbers in published reports: ${methodInShort(settings.disclosure)}` };
    context.record({ entity: 'settings', ...detail }, (database) => {
      keepSettings(database, settings);
      // Other working days, other due dates: lists show what was worked out when it was kept.
      const unit = unitOf(context);
      for (const { id, revision } of listOpenCases(database)) refreshCase(database, id, revision, unit);
    });
    writeUnlockScreen(context.ports.paths.register, {
      unitName: settings.unitName,
      procedure: getCurrentProcedure(context.database).procedure,
    });
    return settings;
  },
};
