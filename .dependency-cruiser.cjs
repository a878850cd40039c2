const { join } = require('node:path');

/** Who may import whom. Each rule has a file in test/fixtures/walls that breaks it, so that a dead rule is noticed. */
const electronItself = '(^|/)node_modules/electron/';
const typesOnly = { dependencyTypesNot: ['type-only'] };

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: typesOnly },
    },
    {
      name: 'only-what-is-there',
      comment: 'An import that leads nowhere. What the build itself makes up is declared beside its use.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared imports only shared, zod and temporal-polyfill: hand anything else in as data.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '(^|/)node_modules/(zod|temporal-polyfill)/'] },
    },
    {
      name: 'domain-stands-alone',
      comment: 'The rules know nothing of the contract: the contract is written in their words.',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { path: '^shared/contract/' },
    },
    {
      name: 'backend-never-reaches-electron',
      comment: 'What only a host can do comes in through electron/backend/ports.ts.',
      severity: 'error',
      from: { path: '^electron/backend/' },
      to: { path: ['^electron/(?!backend/)', '^renderer/', electronItself] },
    },
    {
      name: 'renderer-never-reaches-backend',
      comment: 'A screen asks by an operation of shared/contract, through renderer/api.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: ['^electron/', '^drizzle/', electronItself] },
    },
    {
      name: 'renderer-never-reaches-node',
      comment: 'A window has no Node: ask by an operation of shared/contract.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sql-only-in-repositories',
      comment: "Ask the feature's repository.ts; only it and database/ know the tables.",
      severity: 'error',
      from: {
        path: '^(electron|shared|renderer)/',
        pathNot: ['/repository\\.ts$', '^electron/backend/database/'],
      },
      to: { path: ['(^|/)node_modules/(drizzle-orm|better-sqlite3)/', '^drizzle/'], ...typesOnly },
    },
    {
      name: 'handlers-are-called-by-the-router',
      comment:
        "A feature may call another feature's rules and repository; its handlers hold permission and audit, and only the router calls them.",
      severity: 'error',
      from: { path: '^electron/backend/', pathNot: '^electron/backend/createBackend\\.ts$' },
      to: { path: '^electron/backend/features/[^/]+/handlers\\.ts$', ...typesOnly },
    },
    {
      name: 'electron-only-in-its-host',
      comment: 'Loading Electron fetches its runtime: only electron/main and electron/preload may.',
      severity: 'error',
      from: { pathNot: ['^electron/(main|preload)/', '(^|/)node_modules/'] },
      to: { path: electronItself, ...typesOnly },
    },
    {
      name: 'backend-runs-in-its-own-process',
      comment: 'The main process may know the types of the backend; only backendProcess.ts runs it.',
      severity: 'error',
      from: { path: '^electron/(main|window|preload)/', pathNot: '^electron/main/backendProcess\\.ts$' },
      to: { path: '^electron/backend/', ...typesOnly },
    },
    {
      name: 'preview-stays-out-of-the-app',
      comment: 'What both window hosts need belongs into electron/window.',
      severity: 'error',
      from: { path: '^electron/(main|preload|window|backend)/' },
      to: { path: '^electron/(preview|commands)/' },
    },
    {
      name: 'product-never-reaches-tests',
      comment: 'Move it out of test/, or build it in the test.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.base.json') },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
