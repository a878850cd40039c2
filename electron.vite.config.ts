import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import { gatherNoticeFonts } from './electron/preview/noticeFontFolder.ts';
import renderer from './vite.config.ts';

const projectDirectory = fileURLToPath(new URL('.', import.meta.url));

/** What `dependencies` of package.json names stays outside the bundles, and so do the native modules. */
export default defineConfig({
  main: {
    plugins: [{ name: 'notice-fonts', closeBundle: () => void gatherNoticeFonts(projectDirectory) }],
    build: {
      outDir: 'out/electron',
      rolldownOptions: {
        input: {
          main: 'electron/main/index.ts',
          backendProcess: 'electron/main/backendProcess.ts',
          parserWorker: 'electron/backend/documents/reading/parserWorker.ts',
          drawingWorker: 'electron/backend/documents/drawing/drawingWorker.ts',
          copyWorker: 'electron/backend/backups/copyWorker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: { index: 'electron/preload/index.ts' },
        // A sandboxed preload script is CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...renderer,
    build: {
      ...renderer.build,
      rolldownOptions: { input: fileURLToPath(new URL('renderer/index.html', import.meta.url)) },
    },
  },
});
