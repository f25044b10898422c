import { AdministratorSeeder } from '../../../src/identity/index.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const PASSWORD = 'correct-horse-battery';

let t: TestApp;
beforeEach(async () => {
  t = await startTestApp({ admin_username: undefined, admin_password: undefined });
  await t.dataSource.query(`DELETE FROM users`);
});
afterEach(() => t?.close());

async function administrators(): Promise<string[]> {
  const rows = await t.dataSource.query<{ username: string }[]>(
    `SELECT username FROM users u JOIN roles r ON r.id = u.role_id WHERE r.name = 'admin'`,
  );
  return rows.map(({ username }) => username);
}

it('exactly one of those who register an empty system at once administers it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      t.http
        .post('/v1/auth/register')
        .send({ username: `user_${n}`, password: PASSWORD })
        .expect(201),
    ),
  );
  const roles = answers.map(({ body }) => (body as { role: string }).role);
  expect(roles.filter((role) => role === 'admin')).toHaveLength(1);
  expect(roles.filter((role) => role === 'user')).toHaveLength(9);
});

it('processes that start together make one administrator, and one of them knows the password', async () => {
  const seeder = t.app.get(AdministratorSeeder, { strict: false });
  const logins = await Promise.all(Array.from({ length: 5 }, () => seeder.seed()));
  const known = logins.filter((login) => login !== undefined);
  expect(known).toHaveLength(1);
  expect(await administrators()).toEqual(['admin']);
  expect(known[0]!.password.length).toBeGreaterThanOrEqual(16);
  await t.http.post('/v1/auth/login').send(known[0]).expect(200);
  expect(await seeder.seed()).toBeUndefined();
});

it('a system with users keeps the administrators it has', async () => {
  await t.http.post('/v1/auth/register').send({ username: 'founder', password: PASSWORD }).expect(201);
  expect(await t.app.get(AdministratorSeeder, { strict: false }).seed()).toBeUndefined();
  expect(await administrators()).toEqual(['founder']);
});
