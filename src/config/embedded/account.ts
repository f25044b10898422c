import { chownSync, existsSync, readFileSync, statSync } from 'node:fs';
import { run, type Account } from './processes.js';

/** Whether node runs as root, under which PostgreSQL refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The account that owns this path, if the path exists and is not root's. */
export function ownerOf(path: string): Account | undefined {
  const found = existsSync(path) && statSync(path);
  return found && found.uid !== 0 ? { name: `uid ${found.uid}`, uid: found.uid, gid: found.gid } : undefined;
}

/**
 * The account a root process drops to.
 * @throws Error when the system has neither "postgres" nor "nobody"
 */
export function unprivilegedAccount(): Account {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const entry = accounts.find((fields) => fields[0] === name);
    // macOS writes nobody's number as -2.
    if (entry) return { name, uid: Number(entry[2]) >>> 0, gid: Number(entry[3]) >>> 0 };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it.',
  );
}

/** Whether the account can enter this folder, through all its parents. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', account })) === 0;
}

/** Hands a file or folder to the account; without one it is the right user's already. */
export function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}
