import { expect, it } from 'vitest';
import { localPlaces } from '../../../electron/window/localPlaces.ts';

it.each([
  [
    'win32',
    { LOCALAPPDATA: 'C:\\Users\\office\\AppData\\Local' },
    'C:\\Users\\office\\AppData\\Local\\Escalation Register\\register',
  ],
  ['darwin', {}, '/home/office/Library/Application Support/Escalation Register/register'],
  ['linux', {}, '/home/office/.local/share/escalation-register/register'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/escalation-register/register'],
  ['linux', { ESCALATION_REGISTER_DIR: '/chosen' }, '/chosen'],
] as const)(
  'on %s with %o the register is in the local profile or where the office says',
  (platform, env, place) => {
    expect(localPlaces(platform, env, '/home/office').register).toBe(place);
  },
);
