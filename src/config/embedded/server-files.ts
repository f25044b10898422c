import { chmodSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { giveTo } from './account.js';
import type { Place } from './place.js';

const LOG_LIMIT_BYTES = 20_000_000;

/**
 * The superuser's password, from the file only this process's user may read.
 * @throws Error when it is gone or another user's
 */
export function readPassword(place: Place): string {
  try {
    return readFileSync(place.password, 'utf8').trim();
  } catch (error) {
    throw new Error(`The database password cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** The settings of a server that only this machine reaches; `extra` may change the ones that are taste. */
export function serverSettings(
  isDurable: boolean,
  extra: Record<string, string> = {},
): Record<string, string> {
  return {
    max_connections: '100',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...extra,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  };
}

/**
 * Writes the settings of the next start, over those initdb chose; ALTER SYSTEM overrides both.
 * @throws Error on a name or value that does not fit a line of the file
 */
export function writeSettings(place: Place, settings: Record<string, string>): void {
  const lines = Object.entries(settings).map(([name, value]) => {
    if (!/^[a-z_][a-z0-9_.]*$/i.test(name) || /[\r\n]/.test(value)) {
      throw new Error(`"${name}" is not a PostgreSQL setting that can be written.`);
    }
    return `${name} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
  });
  const draft = `${place.settings}.draft`;
  writeFileSync(draft, ["include 'pgdata/postgresql.conf'", ...lines, ''].join('\n'));
  chmodSync(draft, 0o644);
  renameSync(draft, place.settings);
}

/** Opens the server's log for appending; the caller closes it. */
export function openLog(place: Place): number {
  const size = statSync(place.log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) {
    rmSync(`${place.log}.1`, { force: true });
    renameSync(place.log, `${place.log}.1`);
  }
  const log = openSync(place.log, 'a', 0o600);
  giveTo(place.account, place.log);
  return log;
}
