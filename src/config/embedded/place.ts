import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { canEnter, isRoot, ownerOf, unprivilegedAccount } from './account.js';
import type { Account } from './processes.js';

/** Where one embedded server keeps its files, and the account it runs under when node runs as root. */
export interface Place {
  home: string;
  /** PostgreSQL's own directory, 0700. */
  data: string;
  log: string;
  settings: string;
  password: string;
  owner: string;
  account?: Account;
}

/**
 * Picks the folder for the server's files: the one asked for, or, when node runs as root and the account it
 * drops to cannot reach that, a folder under /var/lib named after a hash of the path asked for.
 * @throws Error when the folder cannot serve
 */
export async function choosePlace(dataDir: string, log: (line: string) => void): Promise<Place> {
  const wanted = resolve(dataDir);
  if (!isRoot()) return placeIn(prepare(wanted));

  const account = ownerOf(join(wanted, 'pgdata')) ?? unprivilegedAccount();
  const substitutes = substitutesFor(wanted);
  const inUse = substitutes.find((folder) => isRootsOwn(folder) && hasData(folder));
  if (hasData(wanted) || !inUse) {
    if (await canEnter(prepare(wanted), account)) return placeIn(wanted, account);
    if (hasData(wanted)) {
      throw new Error(
        `Account "${account.name}" cannot reach the database in ${wanted}: check its parents' permissions.`,
      );
    }
    if (readdirSync(wanted).length === 0) rmdirSync(wanted);
  }
  const home = prepare(inUse ?? firstUsable(substitutes));
  const user = ownerOf(join(home, 'pgdata')) ?? account;
  if (!(await canEnter(home, user))) {
    throw new Error(`Account "${user.name}" can reach neither ${wanted} nor ${home}: choose another folder.`);
  }
  log(`account "${user.name}" cannot reach ${wanted}: the database is in ${home}`);
  return placeIn(home, user);
}

function placeIn(folder: string, account?: Account): Place {
  // The postmaster reports its directory with links resolved.
  const home = realpathSync(folder);
  return {
    home,
    data: join(home, 'pgdata'),
    log: join(home, 'server.log'),
    settings: join(home, 'server.conf'),
    password: join(home, 'password'),
    owner: join(home, 'owner.json'),
    account,
  };
}

function prepare(folder: string): string {
  if (existsSync(join(folder, 'PG_VERSION'))) {
    throw new Error(
      `${folder} is a PostgreSQL data directory itself: name a folder for the embedded server.`,
    );
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    // The account must pass through to reach pgdata, which is closed itself.
    if (isRoot()) chmodSync(folder, statSync(folder).mode | 0o111);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    throw new Error(`${folder} cannot be used as the database folder: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function substitutesFor(wanted: string): string[] {
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 16);
  // A parent of its own, so that clearing away a throw-away database with its parent hits no other.
  return ['/var/lib', '/var/tmp', tmpdir()].map((base) => join(base, `opentill-${name}`, 'database'));
}

function firstUsable(folders: string[]): string {
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o711 });
      chmodSync(dirname(folder), 0o711);
      if (isRootsOwn(folder)) return folder;
    } catch {
      continue;
    }
  }
  throw new Error(`None of ${folders.join(', ')} can be created for the database.`);
}

/** In a shared temporary folder somebody else may have made these first. */
function isRootsOwn(folder: string): boolean {
  return [dirname(folder), folder].every((path) => {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found !== undefined && found.isDirectory() && found.uid === 0;
  });
}

function hasData(folder: string): boolean {
  return existsSync(join(folder, 'pgdata'));
}
