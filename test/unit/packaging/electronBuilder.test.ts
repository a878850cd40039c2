import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

// electron-builder's own parts, from where electron-builder itself finds them.
const requireAsBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { getConfig, validateConfiguration } = requireAsBuilder(
  'app-builder-lib/out/util/config/config.js',
) as {
  getConfig(project: string, configuration: string, fromOptions: null): Promise<Record<string, unknown>>;
  validateConfiguration(configuration: unknown, debugLogger: unknown): Promise<void>;
};
const debugLogger = { isEnabled: false, add: () => undefined };
const readConfiguration = () => getConfig(process.cwd(), 'electron-builder.yml', null);

it("the installers' configuration passes electron-builder's own validation", async () => {
  await validateConfiguration(await readConfiguration(), debugLogger);
});

it('a setting that electron-builder does not know would be noticed', async () => {
  const mistaken = { ...(await readConfiguration()), electronFuse: {} };
  await expect(validateConfiguration(mistaken, debugLogger)).rejects.toThrow('electronFuse');
});

it('the packaged app cannot be run as Node, debugged or loaded from another archive', async () => {
  expect((await readConfiguration())['electronFuses']).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  });
});

it('there are installers for Windows, macOS and Linux, and native modules lie outside the archive', async () => {
  const { win, mac, linux, npmRebuild, asarUnpack } = (await readConfiguration()) as {
    [key in 'win' | 'mac' | 'linux']: { target: string[] };
  } & { npmRebuild: boolean; asarUnpack: string[] };
  expect([win.target, mac.target, linux.target, npmRebuild, asarUnpack]).toEqual([
    ['nsis', 'msi'],
    ['dmg'],
    ['AppImage', 'deb'],
    false,
    ['node_modules/better-sqlite3/**', 'node_modules/@napi-rs/**'],
  ]);
});

it('the entry that package.json names is one that the build writes', async () => {
  const { main } = JSON.parse(await readFile('package.json', 'utf8')) as { main: string };
  const { default: build } = await import('../../../electron.vite.config.ts');
  expect([
    main,
    Object.keys(
      (build as { main: { build: { rolldownOptions: { input: object } } } }).main.build.rolldownOptions.input,
    ),
  ]).toEqual([
    'out/electron/main.js',
    ['main', 'backendProcess', 'parserWorker', 'drawingWorker', 'copyWorker'],
  ]);
});

it('each installer has its icon, the notices lie beside the program, and nothing looks for updates', async () => {
  const { win, mac, linux, msi, nsis, extraResources, publish } = (await readConfiguration()) as Record<
    'win' | 'mac' | 'linux' | 'msi' | 'nsis',
    Record<string, unknown>
  > & { extraResources: unknown; publish: unknown };
  const { author, homepage } = JSON.parse(await readFile('package.json', 'utf8')) as {
    author: { email: string };
    homepage: string;
  };
  expect({
    icons: [win['icon'], mac['icon'], linux['icon']],
    extraResources,
    publish,
    upgradeCode: msi['upgradeCode'],
    keepsTheRegister: nsis['deleteAppDataOnUninstall'],
    // Without these no deb is made.
    deb: [author.email, homepage].every((given) => given !== ''),
  }).toEqual({
    icons: ['build/icon.ico', 'build/icon.icns', 'build/icons'],
    extraResources: [{ from: 'out/THIRD-PARTY-NOTICES.txt', to: 'THIRD-PARTY-NOTICES.txt' }],
    publish: null,
    upgradeCode: '7B0C2E54-63A1-4E0B-9D35-5C1F8A64D7E2',
    keepsTheRegister: false,
    deb: true,
  });
});
