import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request, { type Agent, type Test } from 'supertest';
import { DataSource } from 'typeorm';
import { createApp, type AppOptions } from '../../src/app.js';
import { JobRunner } from '../../src/common/jobs/job-runner.js';
import { AppConfig } from '../../src/config/app-config.js';
import { readSettings } from '../../src/config/env.js';
import { AdministratorSeeder } from '../../src/identity/administrator.seeder.js';
import { cloneTestDatabase } from './test-database.js';

export const ADMIN = { username: 'admin', password: 'correct-horse-battery' };

/** Sends requests with one caller's credentials. */
export interface Client {
  token: string;
  user_id: string;
  get(path: string): Test;
  post(path: string, body?: object, key?: string): Test;
  put(path: string, body?: object): Test;
  patch(path: string, body?: object): Test;
  delete(path: string): Test;
}

export interface TestApp {
  app: NestFastifyApplication;
  http: Agent;
  dataSource: DataSource;
  databaseUrl: string;
  /** A signed-in user of a seeded role (made on first use): admin, manager, cashier, inventory_officer, user. */
  as(role: string): Promise<Client>;
  /** Does all background jobs that are due. */
  drainJobs(): Promise<void>;
  close(): Promise<void>;
}

export function testConfig(databaseUrl: string, changes: Partial<AppConfig> = {}): AppConfig {
  return new AppConfig({
    ...readSettings({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      RATE_LIMIT_PER_MINUTE: '0',
      JOB_CONCURRENCY: '0',
      BCRYPT_ROUNDS: '4',
    }),
    admin_username: ADMIN.username,
    admin_password: ADMIN.password,
    database_url: databaseUrl,
    jwt_secret: 'a-secret-that-only-tests-may-use-0123456789',
    ...changes,
  });
}

function clientFor(http: Agent, token: string, user_id: string): Client {
  const authorised = (test: Test): Test => test.set('authorization', `Bearer ${token}`);
  return {
    token,
    user_id,
    get: (path) => authorised(http.get(path)),
    post: (path, body = {}, key) => {
      const test = authorised(http.post(path));
      return (key === undefined ? test : test.set('idempotency-key', key)).send(body);
    },
    put: (path, body = {}) => authorised(http.put(path)).send(body),
    patch: (path, body = {}) => authorised(http.patch(path)).send(body),
    delete: (path) => authorised(http.delete(path)),
  };
}

async function signIn(http: Agent, username: string, password: string): Promise<Client> {
  const answer = await http.post('/v1/auth/login').send({ username, password }).expect(200);
  const { access_token } = answer.body as { access_token: string };
  const me = await http.get('/v1/auth/me').set('authorization', `Bearer ${access_token}`).expect(200);
  return clientFor(http, access_token, (me.body as { id: string }).id);
}

async function startApp(config: AppConfig, options: AppOptions): Promise<NestFastifyApplication> {
  const app = await createApp(config, options);
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await app.get(AdministratorSeeder, { strict: false }).seed();
    // Once for all: otherwise supertest would listen and close again for every request.
    await app.listen(0, '127.0.0.1');
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** The whole application on a fresh database of its own; close it in afterAll. */
export async function startTestApp(
  changes: Partial<AppConfig> = {},
  options: AppOptions = {},
): Promise<TestApp> {
  const database = await cloneTestDatabase();
  const app = await startApp(testConfig(database.url, changes), options).catch(async (error: unknown) => {
    await database.drop();
    throw error;
  });
  const http = request(app.getHttpServer()) as unknown as Agent;
  const clients = new Map<string, Promise<Client>>();

  const makeUser = async (role: string): Promise<Client> => {
    if (role === 'admin') return signIn(http, ADMIN.username, ADMIN.password);
    const admin = await as('admin');
    const user = { username: `test_${role}`.slice(0, 20), password: 'correct-horse-battery', role };
    await admin.post('/v1/users', user).expect(201);
    return signIn(http, user.username, user.password);
  };
  const as = (role: string): Promise<Client> => {
    const known = clients.get(role) ?? makeUser(role);
    clients.set(role, known);
    return known;
  };
  return {
    app,
    http,
    as,
    databaseUrl: database.url,
    dataSource: app.get(DataSource),
    drainJobs: () => app.get(JobRunner, { strict: false }).drain(),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}
