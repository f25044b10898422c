import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFound } from '../../common/errors/domain-error.js';
import { PACKAGE_ROOT } from '../about/package-info.js';

// `npm run build` copies it from the development dependency that brings it; before a build it is only there.
const PLACES = [
  'dist/assets/redoc.standalone.js',
  'node_modules/@redocly/cli/lib/chunks/redoc.standalone.js',
];

/** ReDoc itself: one file, served from here because shops need not have the internet. */
export async function readRedocBundle(): Promise<Buffer> {
  const found = PLACES.map((place) => join(PACKAGE_ROOT, place)).find((path) => existsSync(path));
  if (found === undefined) throw new NotFound('file', 'redoc.standalone.js');
  return readFile(found);
}
