import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { newStyleNonce, securityHeaders } from './contentSecurityPolicy.ts';

export interface RendererFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Everything to send with it, the media type included. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface RendererFiles {
  /** The file at a URL's path; undefined where there is none or the path is not one that a build writes. */
  find(urlPath: string): Promise<RendererFile | undefined>;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Plain names between slashes. No dot segments, escapes, backslashes or drive letters can be written in it. */
const builtPath = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/;

/** Serves what the renderer's build wrote into `directory`, and nothing else on the disk. */
export const createRendererFiles = (directory: string): RendererFiles => ({
  find: async (urlPath) => {
    const path = urlPath === '/' ? '/index.html' : urlPath;
    const mediaType = mediaTypes[extname(path)];
    if (!mediaType || !builtPath.test(path)) return undefined;
    const bytes = await readFile(join(directory, path)).catch(() => undefined);
    if (!bytes) return undefined;
    const nonce = newStyleNonce();
    return {
      bytes:
        path === '/index.html'
          ? Buffer.from(bytes.toString('utf8').replaceAll('%STYLE_NONCE%', nonce))
          : bytes,
      mediaType,
      headers: { 'Content-Type': mediaType, ...securityHeaders(nonce) },
    };
  },
});
