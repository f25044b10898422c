import { closeSync, fstatSync, readFileSync } from 'node:fs';
import type { Binaries } from './binaries.js';
import { freePort, isAccepting } from './connection.js';
import { disclaimForeignPid, findPostmaster } from './lock-file.js';
import type { Place } from './place.js';
import { pause, run } from './processes.js';
import { openLog, writeSettings } from './server-files.js';

/** How long to wait for another process, crash recovery or the remains of a killed server. */
export const PATIENCE_MS = 120_000;

const POLL_MS = 20;
/** What a start says when children of a killed server still hold memory, or the port was just taken. */
const PASSING_TROUBLE =
  /shared memory block .* is still in use|Address already in use|lock file .* already exists/;

/**
 * Waits until the live server, if there is one, accepts connections.
 * @returns its port, or undefined when no server is running
 */
export async function awaitServer(place: Place): Promise<number | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const postmaster = findPostmaster(place);
    if (!postmaster) return undefined;
    if (postmaster.port && (await isAccepting(place, postmaster.port))) return postmaster.port;
    if (Date.now() > deadline) {
      throw new Error(
        `PostgreSQL (process ${postmaster.pid}) in ${place.data} does not answer: see ${place.log}`,
      );
    }
    await pause(POLL_MS);
  }
}

/**
 * Starts the server on a free port, trying again while the remains of a killed one let go.
 * @returns the port
 * @throws Error with the lines of the server's log that tell why
 */
export async function startServer(
  place: Place,
  binaries: Binaries,
  settings: Record<string, string>,
): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const port = await freePort();
    writeSettings(place, { ...settings, port: String(port) });
    disclaimForeignPid(place);
    const trouble = await control(place, binaries, [
      'start',
      '-l',
      'server.log',
      '-o',
      '-c config_file=server.conf',
    ]);
    if (trouble === undefined) return port;
    // A start left under way by a killed process may have been quicker.
    const running = await awaitServer(place);
    if (running) return running;
    if (!PASSING_TROUBLE.test(trouble) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start in ${place.data}:\n${trouble}`);
    }
    await pause(POLL_MS);
  }
}

/**
 * Stops the server and waits for its end; a server already gone is no error.
 * @throws Error when it does not end
 */
export async function stopServer(
  place: Place,
  binaries: Binaries,
  mode: 'fast' | 'immediate',
): Promise<void> {
  if (!findPostmaster(place)) return;
  const trouble = await control(place, binaries, ['stop', '-m', mode]);
  if (trouble !== undefined && findPostmaster(place)) {
    throw new Error(`PostgreSQL did not stop in ${place.data}:\n${trouble}`);
  }
}

/** Runs pg_ctl; returns what was logged meanwhile if it failed, else undefined. */
async function control(place: Place, binaries: Binaries, args: string[]): Promise<string | undefined> {
  const output = openLog(place);
  try {
    const before = fstatSync(output).size;
    // Relative names, because pg_ctl hands them to a shell.
    const command = [...args, '-D', 'pgdata', '-w', '-t', String(PATIENCE_MS / 1000)];
    const code = await run(binaries.pgCtl, command, { cwd: place.home, account: place.account, output });
    return code === 0 ? undefined : readFileSync(place.log).subarray(before).toString('utf8').trim();
  } finally {
    closeSync(output);
  }
}
