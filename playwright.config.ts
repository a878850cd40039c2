import { defineConfig } from '@playwright/test';

/** The browser tests: `npm run test:e2e` in the preview, `npm run test:electron` in Electron. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'out/e2e',
  globalSetup: './test/e2e/preparedOnce.ts',
  // Whole files side by side, one for each core of a small machine.
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  // A browser on a busy machine may be late once: such a test is tried again, and named as flaky at the end, to be mended.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
});
