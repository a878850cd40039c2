/**
 * What both window hosts share: the headers, the serving of the renderer's files, the one gateway through which a
 * window reaches the backend, and the switches that keep Chromium quiet. Imports Node and shared only, never
 * Electron and never Playwright, so that all of it is tested in Node.
 */
import { randomBytes } from 'node:crypto';

/** A fresh nonce for one load of the page: Mantine writes style elements and marks them with it. */
export const newStyleNonce = (): string => randomBytes(18).toString('base64url');

/** Nothing from outside, nothing inline but styles that carry this load's nonce; no connection at all. */
export const contentSecurityPolicy = (styleNonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');

/** Headers of every answer to the window. `no-store`: nothing of a page is kept in a cache on disk. */
export const securityHeaders = (styleNonce: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': contentSecurityPolicy(styleNonce),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
});
