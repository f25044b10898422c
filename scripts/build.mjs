// Compiles with the Nest CLI, then puts ReDoc's bundle beside the code: it comes with a development dependency.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const began = new Date();
const nest = `${root}node_modules/@nestjs/cli/bin/nest.js`;
const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

mkdirSync(`${root}dist/assets`, { recursive: true });
copyFileSync(
  `${root}node_modules/@redocly/cli/lib/chunks/redoc.standalone.js`,
  `${root}dist/assets/redoc.standalone.js`,
);
// As old as the start of the build: what was saved meanwhile may not be in it.
writeFileSync(`${root}dist/.built`, '');
utimesSync(`${root}dist/.built`, began, began);
