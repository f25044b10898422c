// Before `npm start`: builds unless the last build is newer than everything it was made from.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isBuildCurrent } from './is-build-current.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!isBuildCurrent(root))
  execFileSync(process.execPath, [`${root}scripts/build.mjs`], { cwd: root, stdio: 'inherit' });
