import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const synchronisedFolders: readonly (readonly [RegExp, string])[] = [
  [/^onedrive( ?- .+)?$/i, 'OneDrive'],
  [/^dropbox( \(.+\))?$/i, 'Dropbox'],
  [/^(google ?drive|googledrive-.+|my drive)$/i, 'Google Drive'],
  [/^(icloud ?drive|mobile documents|icloud~.+)$/i, 'iCloud'],
  [/^box( sync)?$/i, 'Box'],
  [/^cloudstorage$/i, 'cloud storage'],
];

const networkFileSystems =
  /^(nfs\d?|cifs|smb\d?|smbfs|afs|ceph|davfs2?|glusterfs|fuse\.(sshfs|rclone|davfs2?|onedriver|glusterfs))$/;

const readLinuxMounts = (): string =>
  process.platform === 'linux' && existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : '';

/**
 * Why the live register must not be kept at this path, as a sentence; undefined when it may be. Programs that
 * synchronise folders copy half-written files, and network drives do not keep SQLite's locks.
 * `readMounts` answers in the format of Linux's /proc/mounts.
 */
export const unsafePlace = (path: string, readMounts = readLinuxMounts): string | undefined => {
  const refuse = (place: string): string =>
    `The register cannot be kept on ${place}: it may be damaged or copied there. Choose a folder on this computer's own disk.`;

  const isServerPath = /^[\\/]{2}(?![?.][\\/][a-z]:)[^\\/]/i.test(path);
  if (isServerPath) return refuse('a network drive');
  for (const piece of path.split(/[\\/]/)) {
    const found = synchronisedFolders.find(([pattern]) => pattern.test(piece));
    if (found) return refuse(found[1]);
  }
  const mount = readMounts()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, point = '', type = '']) => ({ point: point.replaceAll('\\040', ' '), type }))
    .filter(({ point }) => point !== '' && `${path}/`.startsWith(point === '/' ? '/' : `${point}/`))
    .sort((a, b) => a.point.length - b.point.length)
    .at(-1);
  return mount && networkFileSystems.test(mount.type) ? refuse('a network drive') : undefined;
};

/** The path with every link followed, also when its last pieces do not exist yet. */
export const realPlace = (path: string): string => {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync.native(full);
  const parent = dirname(full);
  return parent === full
    ? full
    : `${realPlace(parent).replace(/[\\/]$/, '')}${full.slice(parent.length).replace(/^(?![\\/])/, '/')}`;
};
