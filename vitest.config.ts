import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Default imports of CommonJS packages mean what they mean to Node.
    deps: { interopDefault: false },
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/helpers/browserIsThere.ts',
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
