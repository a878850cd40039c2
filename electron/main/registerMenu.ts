import type { MenuItemConstructorOptions } from 'electron';
import type { MenuRequest } from '../../shared/contract/bridge.ts';

export interface MenuActions {
  readonly lock: () => void;
  readonly ask: (request: MenuRequest) => void;
}

/** The menu bar, as each system's people expect it. Nothing in it leaves the window: no web pages, no reload, no developer tools. */
export const registerMenu = (
  platform: NodeJS.Platform,
  { lock, ask }: MenuActions,
): readonly MenuItemConstructorOptions[] => {
  const isMac = platform === 'darwin';
  const line = { type: 'separator' } as const;
  const about = { label: 'About Escalation Register', click: () => ask('about') };
  return [
    ...(isMac
      ? [
          {
            label: 'Escalation Register',
            submenu: [
              about,
              line,
              { role: 'hide' as const },
              { role: 'hideOthers' as const },
              { role: 'unhide' as const },
              line,
              { role: 'quit' as const },
            ],
          },
        ]
      : []),
    {
      label: '&File',
      submenu: [
        { label: '&Lock the register', accelerator: 'CommandOrControl+L', click: lock },
        line,
        { label: '&Print…', accelerator: 'CommandOrControl+P', click: () => ask('print') },
        line,
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom', label: '&Actual size' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        line,
        { role: 'togglefullscreen', label: '&Full screen' },
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    {
      role: 'help',
      label: '&Help',
      submenu: [
        { label: '&User guide', accelerator: 'F1', click: () => ask('guide') },
        { label: '&Keys', click: () => ask('keys') },
        { label: 'A &look around', click: () => ask('tour') },
        ...(isMac ? [] : [line, about]),
      ],
    },
  ];
};
