import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.js';
import { errorCode, isPostmaster } from './processes.js';

export interface Postmaster {
  pid: number;
  /** 0 as long as it has not opened its port. */
  port: number;
}

/** The live server of this place, by PostgreSQL's own lock file. */
export function findPostmaster(place: Place): Postmaster | undefined {
  const [pid, , , port] = readLines(place);
  return isPostmaster(Number(pid), place.data) ? { pid: Number(pid), port: Number(port) || 0 } : undefined;
}

/**
 * After a restart the number in a left-over lock file may be another program's, and PostgreSQL would refuse to
 * start. It ignores the number of pg_ctl's parent, and still checks the shared memory the file names.
 */
export function disclaimForeignPid(place: Place): void {
  const lines = readLines(place);
  if (lines.length === 0 || isPostmaster(Number(lines[0]), place.data)) return;
  // Not through a link: the account owns the directory, and this may be root.
  const file = openSync(pathOf(place), constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    ftruncateSync(file);
    writeSync(file, [String(process.pid), ...lines.slice(1)].join('\n'));
  } finally {
    closeSync(file);
  }
}

function readLines(place: Place): string[] {
  try {
    return readFileSync(pathOf(place), 'utf8').split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function pathOf(place: Place): string {
  return join(place.data, 'postmaster.pid');
}
