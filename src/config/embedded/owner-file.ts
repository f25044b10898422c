import { constants, copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { errorCode, lifeOf } from './processes.js';

/** What the owner file says: which process may start and stop the server. */
export interface Owner {
  token: string;
  pid: number;
  /** The start time of that process, as the system tells it. */
  life: string;
  /** False while it is still creating or starting the server. */
  ready: boolean;
}

/** The owner on file, alive or not; a torn file reads as a dead owner. */
export function readOwner(file: string): Owner | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return { token: '', pid: 0, life: '', ready: false };
  }
}

/** Whether the process that wrote the file still lives, not merely another with its number. */
export function isAlive(owner: Owner): boolean {
  const life = lifeOf(owner.pid);
  return life !== undefined && (life === owner.life || life === '' || owner.life === '');
}

/**
 * Makes this process the owner, in place of `abandoned` if one is on file.
 * @returns the new owner, or undefined when another process was quicker
 */
export function takeOwnership(file: string, abandoned?: Owner): Owner | undefined {
  const owner = { token: randomUUID(), pid: process.pid, life: lifeOf(process.pid) ?? '', ready: false };
  if (abandoned && !removeAbandoned(file, abandoned, owner.token)) return undefined;
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx', mode: 0o644 });
    return owner;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return undefined;
    throw error;
  }
}

/** Tells waiting processes that the server can be used. */
export function announceReady(file: string, owner: Owner): void {
  const draft = `${file}.${owner.token}`;
  writeFileSync(draft, JSON.stringify({ ...owner, ready: true }), { mode: 0o644 });
  renameSync(draft, file);
}

/** Whether this ownership still holds; another process may have taken over after a crash of the server. */
export function isOwner(file: string, owner: Owner): boolean {
  return readOwner(file)?.token === owner.token;
}

/** Removes the owner file, unless it is another's by now. */
export function giveUpOwnership(file: string, owner: Owner): void {
  if (isOwner(file, owner)) rmSync(file, { force: true });
}

function removeAbandoned(file: string, abandoned: Owner, token: string): boolean {
  const aside = `${file}.${token}`;
  try {
    renameSync(file, aside);
  } catch {
    return false;
  }
  const isExpected = readOwner(aside)?.token === abandoned.token;
  try {
    // Another process took over between our reading and our renaming: give it back its file.
    if (!isExpected) copyFileSync(aside, file, constants.COPYFILE_EXCL);
  } catch {
    return false;
  } finally {
    rmSync(aside, { force: true });
  }
  return isExpected;
}
