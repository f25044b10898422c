import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/** The folder that holds package.json: one level higher for the built code than for the sources. */
export const PACKAGE_ROOT = findRoot(import.meta.dirname);

const manifest = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string };

export const NAME = 'Opentill';
export const VERSION = manifest.version;
