import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT_FROM = [
  'src',
  'migrations',
  'ormconfig.ts',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
];

function newestIn(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  // The folder's own time tells of files that were removed.
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/**
 * True when there is a build, newer than all that goes into it. The mark is written last, by build.mjs.
 * Without sources (as in an image) there is nothing to build from, so what is there is current.
 * @param {string} root
 */
export function isBuildCurrent(root) {
  if (!existsSync(join(root, 'src'))) return true;
  const mark = join(root, 'dist', '.built');
  if (!existsSync(mark)) return false;
  const built = statSync(mark).mtimeMs;
  return BUILT_FROM.map((path) => join(root, path)).every(
    (path) => !existsSync(path) || newestIn(path) <= built,
  );
}
