import { createServer } from 'node:net';
import { Client, escapeIdentifier } from 'pg';
import type { Place } from './place.js';
import { errorCode } from './processes.js';
import { readPassword } from './server-files.js';

/** The cluster's superuser, which the application uses. */
export const CLUSTER_USER = 'opentill';

const CONNECT_TIMEOUT_MS = 5_000;
const INVALID_PASSWORD = '28P01';
const UNKNOWN_DATABASE = '3D000';
const DUPLICATE_DATABASE = '42P04';
const TOO_MANY_CONNECTIONS = '53300';

const LOST = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET']);

interface Target {
  port: number;
  database: string;
}

/**
 * Whether the server on this port accepts connections yet.
 * @throws Error when it does not take this place's password
 */
export async function isAccepting(place: Place, port: number): Promise<boolean> {
  try {
    await query(place, { port, database: 'postgres' }, 'SELECT 1');
    return true;
  } catch (error) {
    if (errorCode(error) === INVALID_PASSWORD) {
      throw new Error(`The server in ${place.data} does not take the password in ${place.password}.`, {
        cause: error,
      });
    }
    return errorCode(error) === TOO_MANY_CONNECTIONS;
  }
}

/** Creates the database unless it exists. */
export async function ensureDatabase(place: Place, port: number, database: string): Promise<void> {
  try {
    await query(place, { port, database }, 'SELECT 1');
  } catch (error) {
    if (errorCode(error) !== UNKNOWN_DATABASE) throw error;
    await createDatabase(place, port, database);
  }
}

async function createDatabase(place: Place, port: number, database: string): Promise<void> {
  try {
    await query(place, { port, database: 'postgres' }, `CREATE DATABASE ${escapeIdentifier(database)}`);
  } catch (error) {
    // Another process that shares the server was quicker.
    if (errorCode(error) !== DUPLICATE_DATABASE) throw error;
  }
}

/** Whether this error means that the server went away, rather than that it refused. */
export function isServerLost(error: unknown): boolean {
  const isCutOff = error instanceof Error && error.message.startsWith('Connection terminated');
  return isCutOff || LOST.has(errorCode(error) ?? '');
}

/** A port of 127.0.0.1 that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function query(place: Place, target: Target, sql: string): Promise<void> {
  const client = new Client({
    host: '127.0.0.1',
    user: CLUSTER_USER,
    password: readPassword(place),
    ssl: false,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...target,
  });
  // A server that dies under the connection must not end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}
