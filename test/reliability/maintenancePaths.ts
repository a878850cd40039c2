import { join } from 'node:path';
import type { Ports } from '../../electron/backend/ports.ts';
import { projectDirectory } from '../../electron/preview/nodeHost.ts';

export const currentMigrations = join(projectDirectory, 'drizzle', 'migrations');

/** The places of an office in `root` that has these updates. */
export const pathsWith = (root: string, migrations: string): Ports['paths'] => ({
  register: join(root, 'register'),
  migrations,
  fonts: join(projectDirectory, 'out', 'fonts'),
});
