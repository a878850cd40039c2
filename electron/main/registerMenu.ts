import type { MenuItemConstructorOptions } from 'electron';

/** The menu bar. Nothing in it leaves the window: no help pages, no reload, no developer tools. */
export const registerMenu = (
  platform: NodeJS.Platform,
  lock: () => void,
): readonly MenuItemConstructorOptions[] => [
  ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
  {
    label: 'File',
    submenu: [
      { label: 'Lock the register', accelerator: 'CommandOrControl+L', click: lock },
      { type: 'separator' },
      { role: platform === 'darwin' ? 'close' : 'quit' },
    ],
  },
  { role: 'editMenu' },
  {
    label: 'View',
    submenu: [
      { role: 'resetZoom', label: 'Actual size' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen', label: 'Full screen' },
    ],
  },
];
