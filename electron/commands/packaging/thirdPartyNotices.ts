/** The licence notices of everything by others that is shipped with the app, gathered from what is installed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { embeddedParts, standardTexts } from './licenceTexts.ts';

export interface Notice {
  readonly name: string;
  readonly version: string;
  /** As the package states it, such as `MIT` or `MIT AND OFL-1.1`. */
  readonly licence: string;
  readonly text: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** Licences under which the app may be given on, closed, to offices. Any other stops the build. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'Bitstream-Vera',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
]);

/** What packages state by a file alone. */
const readByHand: Readonly<Record<string, string>> = {
  'dejavu-fonts-ttf': 'Bitstream-Vera',
  'png-js': 'MIT',
};

/** Where a licence may be chosen one allowed one is enough; where several hold, each must be allowed. */
export const isAllowed = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((choice) => allowed.has(choice)));

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** As Node looks for a package: beside the one that asks, then outwards. */
const findPackage = (name: string, from: string, project: string): string | undefined => {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === project || folder === dirname(folder)) return undefined;
  }
};

const licenceFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** A long text that many packages share, and some leave out. */
const apacheText = (project: string): string =>
  readFileSync(join(project, 'node_modules', 'pdfjs-dist', 'LICENSE'), 'utf8').trim();

const textOf = (folder: string, { author, name }: Manifest, licence: string, project: string): string => {
  const files = readdirSync(folder)
    .filter((file) => licenceFile.test(file))
    .toSorted();
  if (files.length > 0)
    return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const holder = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`;
  if (licence === 'Apache-2.0') return `Copyright (c) ${holder}\n\n${apacheText(project)}`;
  const standard = standardTexts[licence];
  if (standard === undefined) throw new Error(`${name} brings no text of its licence, ${licence}.`);
  return standard.replace('{holder}', holder);
};

/** Packages that the window's bundle takes in though they are not among `dependencies`. */
const bundledRoots = (project: string, { devDependencies = {} }: Manifest): readonly string[] => {
  const sources = readdirSync(join(project, 'renderer'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file),
  );
  const imported = new Set(
    sources.flatMap((file) =>
      [
        ...readFileSync(join(project, 'renderer', file), 'utf8').matchAll(
          /(?:from|import) '((?:@[\w-]+\/)?[\w.-]+)/g,
        ),
      ].map(([, name = '']) => name),
    ),
  );
  return Object.keys(devDependencies).filter((name) => imported.has(name));
};

/**
 * By name: every production dependency, what the window's bundle takes in, and all that they need. Throws for a licence that is
 * not allowed and for a package without a text.
 */
export const gatherNotices = (project: string): readonly Notice[] => {
  const own = readManifest(project);
  const waiting = [...Object.keys(own.dependencies ?? {}), ...bundledRoots(project, own)].map(
    (name) => [name, project] as const,
  );
  const found = new Map<string, Notice>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [name, from] = next;
    const folder = findPackage(name, from, project);
    // A package of another system, or one that a package would only like to have.
    if (folder === undefined || found.has(folder)) continue;
    const manifest = readManifest(folder);
    const licence = readByHand[manifest.name] ?? manifest.license ?? 'none stated';
    if (!isAllowed(licence))
      throw new Error(`${manifest.name} may not be shipped: its licence is ${licence}.`);
    const { version } = manifest;
    found.set(folder, {
      name: manifest.name,
      version,
      licence,
      text: textOf(folder, manifest, licence, project),
    });
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = manifest;
    const needed = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).filter(
      (other) => peerDependenciesMeta?.[other]?.optional !== true,
    );
    waiting.push(...needed.map((other) => [other, folder] as const));
  }
  return [...found.values(), ...embeddedParts].toSorted(
    (one, other) => one.name.localeCompare(other.name, 'en-GB') || one.version.localeCompare(other.version),
  );
};

const RULE = '-'.repeat(78);

/** The file that lies beside the packaged app. */
export const noticesFile = (notices: readonly Notice[]): string =>
  [
    'Escalation Register contains the software and fonts below, which are the work of others.',
    'The licences of Electron and Chromium lie beside the program, as LICENSE.electron.txt and LICENSES.chromium.html.',
    ...notices.map(
      ({ name, version, licence, text }) => `${RULE}\n${name} ${version} (${licence})\n\n${text}`,
    ),
    '',
  ].join('\n\n');
