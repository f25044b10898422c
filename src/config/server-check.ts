import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { StartupError } from './startup-error.js';

const OLDEST_SUPPORTED = 15;
const STARTING_UP = '57P03';
const PATIENCE_MS = 30_000;

export function assertSupportedVersion(versionNumber: number, version: string): void {
  if (versionNumber >= OLDEST_SUPPORTED * 10_000) return;
  throw new StartupError(
    `DATABASE_URL: PostgreSQL ${version} is too old, ${OLDEST_SUPPORTED} or newer is needed.`,
  );
}

function reasonOf(error: unknown): string {
  const { message, code, errors } = error as { message?: string; code?: string; errors?: unknown[] };
  // A host name with several addresses fails with one error for each of them, and no message of its own.
  if (message === undefined || message === '')
    return errors === undefined ? String(code) : reasonOf(errors[0]);
  return message.replaceAll(/\s+/g, ' ');
}

function unusable(url: string, error: unknown): StartupError {
  const { host, pathname } = new URL(url);
  return new StartupError(
    `DATABASE_URL: the database ${host}${pathname} cannot be used: ${reasonOf(error)}.`,
  );
}

async function readVersion(url: string): Promise<{ number: number; text: string }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // Errors reach the caller through the query; an unheard 'error' event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; text: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS text`,
    );
    return rows[0]!;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Makes sure that there is a PostgreSQL that can be used; waits for one that is just starting up.
 * Throws StartupError, which never holds the password.
 */
export async function checkServer(url: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const version = await readVersion(url);
      assertSupportedVersion(version.number, version.text);
      return;
    } catch (error) {
      if (error instanceof StartupError) throw error;
      const isStarting = (error as { code?: unknown }).code === STARTING_UP;
      if (!isStarting || performance.now() > deadline) throw unusable(url, error);
      await pause(500);
    }
  }
}
