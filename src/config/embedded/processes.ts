import { spawn } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** An operating system account to which a root process drops. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

export interface RunOptions {
  cwd: string;
  account?: Account;
  /** File descriptor for stdout and stderr; discarded without it. */
  output?: number;
}

/**
 * Runs a program to its end in a session of its own, so that Ctrl-C in the terminal does not reach it.
 * @returns its exit code, or undefined when it could not be started or died of a signal
 */
export function run(program: string, args: string[], options: RunOptions): Promise<number | undefined> {
  const output = options.output ?? 'ignore';
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      // A short environment: PG* variables of the caller would change what the programs do.
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', output, output],
      detached: true,
      windowsHide: true,
      ...(options.account && { uid: options.account.uid, gid: options.account.gid }),
    });
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code ?? undefined));
  });
}

/** Lets other work go on for a moment. */
export function pause(milliseconds: number): Promise<void> {
  return setTimeout(milliseconds);
}

/**
 * Tells one life of a process number from the next, which matters in containers, where numbers repeat.
 * @returns undefined when no such process lives; '' when the system does not tell its start time
 */
export function lifeOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0 || !answersSignal(pid)) return undefined;
  const stat = procStat(pid);
  if (!stat) return '';
  return /^[ZX]$/.test(stat.state) ? undefined : stat.started;
}

/** Whether this process number is, as far as the system tells, a postmaster working in this directory. */
export function isPostmaster(pid: number, dataDirectory: string): boolean {
  if (lifeOf(pid) === undefined) return false;
  const stat = procStat(pid);
  if (!stat) return true;
  if (stat.command !== 'postgres') return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDirectory;
  } catch {
    // Root in a container may not look; the password check at connection time decides then.
    return true;
  }
}

function answersSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function procStat(pid: number): { command: string; state: string; started: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    const [state = '', started = ''] = [fields[0], fields[19]];
    return { command: text.slice(text.indexOf('(') + 1, end), state, started };
  } catch {
    return undefined;
  }
}

/** The `code` of a system or PostgreSQL error, if it has one. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
