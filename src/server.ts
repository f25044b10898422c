import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.js';
import { AppConfig } from './config/app-config.js';
import { ConfigError, type Settings } from './config/env.js';
import { migrateDatabase } from './config/migrate.js';
import { openDatabase } from './config/open-database.js';
import { AdministratorSeeder } from './identity/administrator.seeder.js';

export interface RunningServer {
  /** Where it listens: http://127.0.0.1:8000 */
  url: string;
  database: string;
  /** Set when the first administrator was made with a password that nobody knows yet. */
  login?: { username: string; password: string };
  /**
   * Refuses new requests, lets running ones and jobs finish, and then lets go of the database.
   * @returns false when they did not finish within SHUTDOWN_TIMEOUT_SECONDS
   */
  stop(): Promise<boolean>;
}

type Cleanup = () => Promise<unknown>;

/** Makes the database ready, builds the application and listens. Whatever was started is stopped when it fails. */
export async function startServer(settings: Settings, log: (line: string) => void): Promise<RunningServer> {
  const database = await openDatabase(settings, log);
  let close: Cleanup = () => Promise.resolve();
  try {
    await migrateDatabase(database.url);
    const { url: database_url, jwt_secret } = database;
    const app = await createApp(new AppConfig({ ...settings, database_url, jwt_secret }));
    close = () => app.close();
    await app.init();
    const login = await app.get(AdministratorSeeder, { strict: false }).seed();
    const url = await listen(app, settings);
    const stop = async (): Promise<boolean> => {
      const isFinished = await within(settings.shutdown_timeout_seconds * 1000, close());
      await database.stop();
      return isFinished;
    };
    return { url, database: database.description, login, stop };
  } catch (error) {
    await close().catch(() => undefined);
    await database.stop();
    throw error;
  }
}

const CANNOT_LISTEN: Readonly<Record<string, (settings: Settings) => string>> = {
  EADDRINUSE: ({ port }) => `PORT ${port} is in use by another program: stop it or set PORT to another.`,
  EACCES: ({ port }) => `PORT ${port} may only be used by an administrator: set PORT to one above 1023.`,
  EADDRNOTAVAIL: ({ host }) => `HOST ${host} is not an address of this machine.`,
  ENOTFOUND: ({ host }) => `HOST ${host} is not an address of this machine.`,
};

async function listen(app: NestFastifyApplication, settings: Settings): Promise<string> {
  const { host, port } = settings;
  const instance = app.getHttpAdapter().getInstance();
  try {
    await instance.listen({ host, port });
  } catch (error) {
    const explain = CANNOT_LISTEN[String((error as { code?: unknown }).code)];
    throw explain === undefined ? error : new ConfigError(explain(settings));
  }
  const { address, port: boundPort } = instance.server.address() as AddressInfo;
  const isAnyAddress = ['0.0.0.0', '::'].includes(address);
  const name = address.includes(':') ? `[${address}]` : address;
  return `http://${isAnyAddress ? 'localhost' : name}:${boundPort}`;
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
  try {
    return await Promise.race([work.then(() => true), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
