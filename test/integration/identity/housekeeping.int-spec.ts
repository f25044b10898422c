import type { Pool } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { IdentityPurge } from '../../../src/identity/identity-purge.js';
import { UserDirectory } from '../../../src/identity/index.js';
import { JobRegistry } from '../../../src/common/jobs/job-registry.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let cashier: Client;
beforeAll(async () => {
  t = await startTestApp();
  cashier = await t.as('cashier');
});
afterAll(() => t?.close());

const count = async (sql: string): Promise<number> =>
  Number((await t.dataSource.query<[{ count: string }]>(`SELECT count(*) FROM ${sql}`))[0].count);

describe('the nightly purge', () => {
  it('is scheduled', () => {
    const { schedules } = t.app.get(JobRegistry, { strict: false });
    expect(schedules).toContainEqual({ task: 'identity:purge', pattern: '17 3 * * *' });
  });

  it('deletes what has run out, however much it is, and nothing else', async () => {
    await t.dataSource.query(`
      INSERT INTO sessions (id, user_id, expires_at)
      SELECT gen_random_uuid(), u.id, now() - interval '1 second' FROM users u, generate_series(1, 3)`);
    await t.dataSource.query(`
      INSERT INTO refresh_tokens (token_hash, session_id, expires_at, rotated_at)
      SELECT 'old ' || s.id, s.id, now() - interval '1 second', now() FROM sessions s`);
    await t.dataSource.query(`
      INSERT INTO login_failures (username, failures, last_failed_at, locked_until) VALUES
        ('forgotten', 2, now() - interval '3 days', NULL), ('recent', 2, now() - interval '1 day', NULL),
        ('locked', 5, now() - interval '3 days', now() + interval '1 minute')`);

    await t.app.get(IdentityPurge, { strict: false }).run();

    expect(await count(`sessions WHERE expires_at <= now()`)).toBe(0);
    expect(await count(`refresh_tokens WHERE token_hash LIKE 'old %'`)).toBe(0);
    expect(await count(`login_failures WHERE username = 'forgotten'`)).toBe(0);
    expect(await count(`login_failures WHERE username IN ('recent', 'locked')`)).toBe(2);
    await cashier.get('/v1/auth/me').expect(200);
  });
});

describe('the directory', () => {
  it('finds the same person by user and by employee', async () => {
    const directory = t.app.get(UserDirectory, { strict: false });
    const { user_id } = cashier;
    const before = await directory.find(t.dataSource, user_id);
    expect(before).toEqual({ user_id, employee_id: null, name: 'test_cashier', is_active: true });

    const admin = await t.as('admin');
    const body = { name: 'Carla', position: 'Cashier', user_id };
    const { id } = (await admin.post('/v1/employees', body).expect(201)).body as { id: string };
    const carla = { user_id, employee_id: id, name: 'Carla', is_active: true };
    expect(await directory.find(t.dataSource, user_id)).toEqual(carla);
    expect(await directory.find(t.dataSource, id)).toEqual(carla);
    await admin.patch(`/v1/employees/${id}`, { is_active: false }).expect(200);
    expect(await directory.find(t.dataSource, id)).toEqual({ ...carla, is_active: false });
  });

  it('knows nobody by a strange id, or behind an employee without a user', async () => {
    const directory = t.app.get(UserDirectory, { strict: false });
    const admin = await t.as('admin');
    const made = await admin.post('/v1/employees', { name: 'Temp', position: 'Helper' }).expect(201);
    expect(await directory.find(t.dataSource, (made.body as { id: string }).id)).toBeUndefined();
    expect(await directory.find(t.dataSource, '01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11')).toBeUndefined();
  });
});

it('a request costs one statement to find out who is calling', async () => {
  const admin = await t.as('admin');
  const made = await admin.post('/v1/api-keys', { name: 'x', permissions: ['catalog:read'] }).expect(201);
  const { key } = made.body as { key: string };
  await t.http.get('/v1/users').set('x-api-key', key).expect(403);

  const pool = (t.dataSource.driver as PostgresDriver).master as Pool;
  const statements = jest.spyOn(pool, 'query');
  // Refused after the caller is known and before anything else is read.
  await cashier.get('/v1/users').expect(403);
  expect(statements).toHaveBeenCalledTimes(1);
  await t.http.get('/v1/users').set('x-api-key', key).expect(403);
  expect(statements).toHaveBeenCalledTimes(2);
  await t.http.get('/v1/users').expect(401);
  await t.http.get('/v1/users').set('authorization', 'Bearer nonsense').expect(401);
  expect(statements).toHaveBeenCalledTimes(2);
  statements.mockRestore();
});
