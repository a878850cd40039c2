import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { gatherNotices, noticesFile } from './thirdPartyNotices.ts';

const MODULE = 'virtual:third-party-notices';
const RESOLVED = `\0${MODULE}`;

const packageOf = (moduleId: string): string | undefined =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/?]+)/.exec(moduleId.replaceAll('\\', '/'))?.[1];

/**
 * Gives the window the licence notices as a module, writes them beside the app, and stops a build that takes in a package without
 * one.
 */
export const noticesPlugin = (project: string): Plugin => {
  let gathered: ReturnType<typeof gatherNotices> | undefined;
  const notices = () => (gathered ??= gatherNotices(project));
  return {
    name: 'third-party-notices',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? `export const notices = ${JSON.stringify(notices())};` : undefined),
    generateBundle(_options, bundle) {
      const noticed = new Set(notices().map(({ name }) => name));
      const without = Object.values(bundle)
        .flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []))
        .flatMap((id) => packageOf(id) ?? [])
        .filter((name) => !noticed.has(name));
      if (without.length > 0)
        this.error(
          `The window takes in packages without a licence notice: ${[...new Set(without)].join(', ')}.`,
        );
    },
    writeBundle: () => {
      mkdirSync(join(project, 'out'), { recursive: true });
      writeFileSync(join(project, 'out', 'THIRD-PARTY-NOTICES.txt'), noticesFile(notices()));
    },
  };
};
