import type { Test } from 'supertest';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addUser, login, PASSWORD, signedIn, tokensOf } from './people.js';

let t: TestApp;
let admin: Client;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t?.close());

async function expectCode(test: Test, status: number, code: string): Promise<void> {
  const { status: got, body } = await test;
  expect({ status: got, code: (body as { code?: string }).code }).toEqual({ status, code });
}

async function roleId(name: string): Promise<string> {
  const [row] = await t.dataSource.query<{ id: string }[]>(`SELECT id FROM roles WHERE name = $1`, [name]);
  return row!.id;
}

describe('somebody who manages people, but is no administrator', () => {
  let as: (test: Test) => Test;
  let own: string;
  beforeAll(async () => {
    const permissions = ['read', 'users:*', 'roles:*', 'api_keys:*', 'sales:write'];
    await admin.post('/v1/roles', { name: 'head', permissions }).expect(201);
    own = await addUser(t, 'head_1', 'head');
    as = await signedIn(t, 'head_1');
  });

  it('cannot make or promote anybody above themselves', async () => {
    const admins = { username: 'puppet', password: PASSWORD, role: 'admin' };
    await expectCode(as(t.http.post('/v1/users')).send(admins), 403, 'GRANT_EXCEEDS_OWN');
    const byId = { username: 'puppet', password: PASSWORD, role_id: await roleId('admin') };
    await expectCode(as(t.http.post('/v1/users')).send(byId), 403, 'GRANT_EXCEEDS_OWN');
    await expectCode(as(t.http.patch(`/v1/users/${own}`)).send({ role: 'admin' }), 403, 'GRANT_EXCEEDS_OWN');
    const low = await addUser(t, 'low', 'user');
    await expectCode(as(t.http.put(`/v1/users/${low}`)).send({ role: 'manager' }), 403, 'GRANT_EXCEEDS_OWN');
    await as(t.http.put(`/v1/users/${low}`))
      .send({ role: 'head' })
      .expect(200);
  });

  it('cannot take over, lock out or delete somebody who may do more', async () => {
    const above = await addUser(t, 'above', 'manager');
    for (const id of [above, admin.user_id]) {
      const attempts = [
        as(t.http.patch(`/v1/users/${id}`)).send({ password: 'mine-now-12345' }),
        as(t.http.patch(`/v1/users/${id}`)).send({ email: 'mine@example.com' }),
        as(t.http.patch(`/v1/users/${id}`)).send({ role: 'user' }),
        as(t.http.post(`/v1/users/${id}/deactivate`)),
        as(t.http.post(`/v1/users/${id}/activate`)),
        as(t.http.delete(`/v1/users/${id}`)),
      ];
      for (const attempt of attempts) await expectCode(attempt, 403, 'EXCEEDS_OWN_PERMISSIONS');
    }
    await login(t, 'above').expect(200);
  });

  it('cannot write what they lack into a role, in any spelling, nor weaken a stronger one', async () => {
    for (const permissions of [['*'], ['settings:write'], ['sales:*'], ['reports'], ['read', 'pos']]) {
      await expectCode(
        as(t.http.post('/v1/roles')).send({ name: 'x', permissions }),
        403,
        'GRANT_EXCEEDS_OWN',
      );
    }
    const head = `/v1/roles/${await roleId('head')}`;
    await expectCode(as(t.http.patch(head)).send({ permissions: ['*'] }), 403, 'GRANT_EXCEEDS_OWN');
    const cashier = `/v1/roles/${await roleId('cashier')}`;
    await expectCode(as(t.http.patch(cashier)).send({ permissions: [] }), 403, 'EXCEEDS_OWN_PERMISSIONS');
    await expectCode(
      as(t.http.patch(cashier)).send({ description: '' + 'x' }),
      403,
      'EXCEEDS_OWN_PERMISSIONS',
    );
    const custom = await admin.post('/v1/roles', { name: 'strong', permissions: ['*'] }).expect(201);
    const strong = `/v1/roles/${(custom.body as { id: string }).id}`;
    await expectCode(as(t.http.delete(strong)), 403, 'EXCEEDS_OWN_PERMISSIONS');
    await as(t.http.post('/v1/roles'))
      .send({ name: 'modest', permissions: ['read', 'sales:write'] })
      .expect(201);
  });

  it('cannot mint a key that may do more', async () => {
    for (const permissions of [['*'], ['settings:write'], ['sales:*'], ['read', 'pos']]) {
      const key = as(t.http.post('/v1/api-keys')).send({ name: 'x', permissions });
      await expectCode(key, 403, 'GRANT_EXCEEDS_OWN');
    }
    await as(t.http.post('/v1/api-keys'))
      .send({ name: 'x', permissions: ['read'] })
      .expect(201);
  });
});

describe('the last administrator', () => {
  it('stays', async () => {
    const path = `/v1/users/${admin.user_id}`;
    await expectCode(admin.patch(path, { role: 'user' }), 409, 'LAST_ADMINISTRATOR');
    await expectCode(admin.patch(path, { is_active: false }), 409, 'LAST_ADMINISTRATOR');
    await expectCode(admin.post(`${path}/deactivate`), 409, 'LAST_ADMINISTRATOR');
    await expectCode(admin.delete(path), 409, 'LAST_ADMINISTRATOR');
    const retired = await addUser(t, 'retired', 'admin');
    await admin.post(`/v1/users/${retired}/deactivate`).expect(200);
    await expectCode(admin.post(`${path}/deactivate`), 409, 'LAST_ADMINISTRATOR');
    await admin.patch(path, { full_name: 'Still here', role: 'admin', is_active: true }).expect(200);
  });

  it.each(['demote', 'deactivate', 'delete'])(
    'remains when two administrators %s each other at once',
    async (how) => {
      const names = [`${how}_1`, `${how}_2`];
      const [first, second] = [await addUser(t, names[0]!, 'admin'), await addUser(t, names[1]!, 'admin')];
      const clients = await Promise.all(names.map((name) => signedIn(t, name)));
      // The two are to be the only ones.
      await t.dataSource.query(
        `UPDATE users SET is_active = false WHERE role_id = $1 AND NOT username = ANY ($2)`,
        [await roleId('admin'), names],
      );
      const attack = (as: (test: Test) => Test, id: string): Test => {
        if (how === 'demote') return as(t.http.patch(`/v1/users/${id}`)).send({ role: 'user' });
        if (how === 'delete') return as(t.http.delete(`/v1/users/${id}`));
        return as(t.http.post(`/v1/users/${id}/deactivate`));
      };
      const answers = await Promise.all([attack(clients[0]!, second), attack(clients[1]!, first)]);
      const [{ count }] = await t.dataSource.query<[{ count: string }]>(
        `SELECT count(*) FROM users WHERE role_id = $1 AND is_active`,
        [await roleId('admin')],
      );
      expect(Number(count)).toBe(1);
      const outcomes = answers.map(({ status }) => status).toSorted();
      expect(outcomes[0]).toBeLessThan(300);
      // Refused as the last one; or already nobody, or nobody important, when the other was quicker.
      expect([401, 403, 409]).toContain(outcomes[1]);
      await t.dataSource.query(`UPDATE users SET is_active = true WHERE id = $1`, [admin.user_id]);
    },
  );
});

it('an API key cannot use its owner’s account to go further', async () => {
  const made = await admin
    .post('/v1/api-keys', { name: 'keys', permissions: ['api_keys:write', 'users:*'] })
    .expect(201);
  const { key } = made.body as { key: string };
  const as = (test: Test): Test => test.set('x-api-key', key);
  await as(t.http.get('/v1/auth/me')).expect(403);
  await as(t.http.patch('/v1/auth/me')).send({ email: 'taken@over.example' }).expect(403);
  const wider = as(t.http.post('/v1/api-keys')).send({ name: 'wider', permissions: ['account:self'] });
  await expectCode(wider, 403, 'GRANT_EXCEEDS_OWN');
  const owner = as(t.http.patch(`/v1/users/${admin.user_id}`)).send({ password: 'mine-now-12345' });
  await expectCode(owner, 403, 'EXCEEDS_OWN_PERMISSIONS');
  await tokensOf(t, 'admin');
});
