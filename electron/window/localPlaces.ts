import { posix, win32 } from 'node:path';

export interface LocalPlaces {
  /** The encrypted register and its key slots. */
  readonly register: string;
  /** Faults, without anything of a case. */
  readonly log: string;
  /** What Chromium keeps of the window's own state. */
  readonly window: string;
}

/** The person's local profile: a roaming one would copy the register over the network at every sign-in. */
export const localPlaces = (
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): LocalPlaces => {
  const { join } = platform === 'win32' ? win32 : posix;
  const root =
    platform === 'win32'
      ? join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Escalation Register')
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support', 'Escalation Register')
        : join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'escalation-register');
  return {
    register: env['ESCALATION_REGISTER_DIR'] || join(root, 'register'),
    log: join(root, 'log'),
    window: join(root, 'window'),
  };
};
