import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { noticesPlugin } from './electron/commands/packaging/noticesPlugin.ts';

/** The renderer alone: `npm run build:renderer`. Both hosts serve what it writes into out/renderer. */
export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  plugins: [react(), noticesPlugin(fileURLToPath(new URL('.', import.meta.url)))],
  build: {
    outDir: fileURLToPath(new URL('out/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome140',
    // The content security policy allows neither data addresses nor a script in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Read from the disk beside it, not over a network.
    chunkSizeWarningLimit: 4096,
  },
});
