import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { giveTo } from './account.js';
import type { Binaries } from './binaries.js';
import { CLUSTER_USER } from './connection.js';
import type { Place } from './place.js';
import { run } from './processes.js';
import { openLog } from './server-files.js';

const MAJOR_VERSION = '18';
const DRAFT = 'pgdata.draft-';

/**
 * Makes sure that there is a database cluster: creates one, in a draft folder that is renamed once it is
 * complete, or checks the one found.
 * @returns true when it was created
 * @throws Error when what lies in the folder is not a cluster of this server
 */
export async function ensureCluster(place: Place, binaries: Binaries, isDurable: boolean): Promise<boolean> {
  if (hasCluster(place)) {
    // PostgreSQL refuses a directory that a copy or a restore left open to others.
    chmodSync(place.data, 0o700);
    return false;
  }
  removeDrafts(place);
  const draft = join(place.home, `${DRAFT}${randomBytes(6).toString('hex')}`);
  mkdirSync(draft, { mode: 0o700 });
  giveTo(place.account, draft);
  const handover = writePassword(place, draft);
  const output = openLog(place);
  try {
    const args = initdbArguments(basename(draft), basename(handover), isDurable);
    const code = await run(binaries.initdb, args, { cwd: place.home, account: place.account, output });
    if (code !== 0) throw new Error(`The database could not be created: see ${place.log}`);
    rmSync(place.data, { recursive: true, force: true });
    renameSync(draft, place.data);
    return true;
  } finally {
    closeSync(output);
    removeDrafts(place);
  }
}

function hasCluster(place: Place): boolean {
  const version = join(place.data, 'PG_VERSION');
  if (existsSync(version)) {
    const found = readFileSync(version, 'utf8').trim();
    if (found === MAJOR_VERSION) return true;
    throw new Error(
      `${place.data} belongs to PostgreSQL ${found}, but the embedded server is ${MAJOR_VERSION}.`,
    );
  }
  if (existsSync(place.data) && readdirSync(place.data).length > 0) {
    throw new Error(`${place.data} is not empty and is not a PostgreSQL data directory.`);
  }
  return false;
}

/** Writes a new password to its file, and to a second one for initdb, whose account may not read the first. */
function writePassword(place: Place, draft: string): string {
  const password = `${randomBytes(24).toString('base64url')}\n`;
  rmSync(place.password, { force: true });
  writeFileSync(place.password, password, { mode: 0o600, flush: true });
  const handover = `${draft}.password`;
  writeFileSync(handover, password, { mode: 0o600, flag: 'wx' });
  giveTo(place.account, handover);
  return handover;
}

function initdbArguments(draft: string, passwordFile: string, isDurable: boolean): string[] {
  return [
    `--pgdata=${draft}`,
    `--username=${CLUSTER_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(isDurable ? [] : ['--no-sync']),
  ];
}

function removeDrafts(place: Place): void {
  for (const name of readdirSync(place.home)) {
    if (name.startsWith(DRAFT))
      rmSync(join(place.home, name), { recursive: true, force: true, maxRetries: 3 });
  }
}
