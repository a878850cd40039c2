import type { Session, WebContents } from 'electron';
import { originOf } from '../window/gateway.ts';
import type { RendererFiles } from '../window/rendererFiles.ts';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://register`;

const isOwn = (url: string): boolean => originOf(url.replace(/^blob:/, '')) === APP_ORIGIN;

/**
 * The window's session serves the renderer's files and refuses everything else. One permission is given: putting
 * the wording of a notice on the clipboard, which a click on "Copy the text" asks for. Reading it is not.
 */
export const hardenSession = (
  session: Pick<
    Session,
    | 'on'
    | 'protocol'
    | 'setDevicePermissionHandler'
    | 'setPermissionCheckHandler'
    | 'setPermissionRequestHandler'
    | 'webRequest'
  >,
  files: RendererFiles,
): void => {
  session.protocol.handle(APP_SCHEME, async ({ url, method }) => {
    const file = isOwn(url) && method === 'GET' ? await files.find(new URL(url).pathname) : undefined;
    return file
      ? new Response(new Uint8Array(file.bytes), { headers: file.headers })
      : new Response(null, { status: 404 });
  });
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwn(url) }));
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(permission === 'clipboard-sanitized-write' && isMainFrame && isOwn(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) =>
      permission === 'clipboard-sanitized-write' && isMainFrame && isOwn(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
};

/** A page may be loaded anew; it may go nowhere else, open nothing and embed nothing. */
export const hardenContents = (contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void => {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwn(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};
