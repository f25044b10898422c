import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AppConfig } from './app-config.js';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { ConfigError, type Settings } from './env.js';
import { readOrCreateSecret } from './secret-file.js';
import { checkServer } from './server-check.js';
import { StartupError } from './startup-error.js';

/** The database that this process uses, and how to let go of it. */
export interface OpenDatabase {
  url: string;
  jwt_secret: string;
  /** For people: where the data is. */
  description: string;
  /** Stops the embedded server; does nothing to a given one. */
  stop(): Promise<void>;
}

type DatabaseSettings = Pick<Settings, 'database_url' | 'jwt_secret'> & Pick<AppConfig, 'data_dir'>;

/** Started by root, PostgreSQL runs under an account of its own, which must pass through DATA_DIR to its files. */
function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    if (process.getuid?.() === 0) chmodSync(dataDir, statSync(dataDir).mode | 0o111);
  } catch (error) {
    throw new ConfigError(`DATA_DIR cannot be used: ${(error as Error).message}`);
  }
}

async function openEmbedded(settings: DatabaseSettings, log: (line: string) => void): Promise<OpenDatabase> {
  prepareDataDir(settings.data_dir);
  const jwt_secret = settings.jwt_secret ?? readOrCreateSecret(join(settings.data_dir, 'jwt-secret'));
  const dataDir = join(settings.data_dir, 'postgres');
  const server = await startEmbeddedPostgres({ dataDir, log }).catch((error: Error) => {
    throw new StartupError(error.message);
  });
  return {
    url: server.url,
    jwt_secret,
    description: `embedded PostgreSQL in ${server.dataDir}`,
    stop: () => server.stop(),
  };
}

/** DATABASE_URL's server, or else an embedded one in DATA_DIR. Throws StartupError. */
export async function openDatabase(
  settings: DatabaseSettings,
  log: (line: string) => void,
): Promise<OpenDatabase> {
  const { database_url: url, jwt_secret } = settings;
  if (url === undefined) return openEmbedded(settings, log);
  if (jwt_secret === undefined) {
    throw new ConfigError(
      'JWT_SECRET must be set together with DATABASE_URL: all processes on a database share it.',
    );
  }
  await checkServer(url);
  const { host, pathname } = new URL(url);
  return { url, jwt_secret, description: `PostgreSQL at ${host}${pathname}`, stop: () => Promise.resolve() };
}
