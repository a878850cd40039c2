import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './drizzle/schema/register.ts',
    './drizzle/schema/directory.ts',
    './drizzle/schema/documents.ts',
    './drizzle/schema/cases.ts',
    './drizzle/schema/decisions.ts',
    './drizzle/schema/analytics.ts',
    './drizzle/schema/tracker.ts',
    './drizzle/schema/letters.ts',
    './drizzle/schema/breaches.ts',
    './drizzle/schema/savedViews.ts',
    './drizzle/schema/packs.ts',
    './drizzle/schema/reports.ts',
    './drizzle/schema/audit.ts',
    './drizzle/schema/vault.ts',
  ],
  out: './drizzle/migrations',
});
