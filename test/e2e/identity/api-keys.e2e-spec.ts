import type { Test } from 'supertest';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addUser, auditActions, signedIn } from './people.js';

interface Key {
  id: string;
  key: string;
  prefix: string;
}

let t: TestApp;
let admin: Client;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t?.close());

const mint = async (body: object): Promise<Key> =>
  (await admin.post('/v1/api-keys', { name: 'machine', permissions: ['read'], ...body }).expect(201))
    .body as Key;

const withKey = (key: string, path: string): Test => t.http.get(path).set('x-api-key', key);

it('is shown once, and only its hash is kept', async () => {
  const made = await mint({ name: 'Web shop', permissions: ['roles:read'] });
  expect(made.key).toMatch(/^otk_[\w-]{43}$/);
  expect(made).toMatchObject({ prefix: made.key.slice(0, 12), user_id: admin.user_id, expires_at: null });
  const list = await admin.get('/v1/api-keys').expect(200);
  const one = await admin.get(`/v1/api-keys/${made.id}`).expect(200);
  expect(one.body).toMatchObject({ id: made.id, name: 'Web shop', permissions: ['roles:read'] });
  const stored = await t.dataSource.query<unknown[]>(`SELECT * FROM api_keys`);
  const logged = await t.dataSource.query<unknown[]>(`SELECT * FROM audit_log`);
  for (const text of [list.text, one.text, JSON.stringify(stored), JSON.stringify(logged)]) {
    expect(text).toContain('Web shop');
    expect(text).not.toContain(made.key);
  }
  expect(`${list.text}${one.text}${JSON.stringify(logged)}`).not.toMatch(/key_hash|[0-9a-f]{64}/);
});

it('lets a machine do what the key says, in its owner’s name', async () => {
  const { key, id } = await mint({ permissions: ['roles:*'] });
  await withKey(key, '/v1/roles').expect(200);
  await withKey(key, '/v1/users').expect(403);
  const made = await t.http.post('/v1/roles').set('x-api-key', key).send({ name: 'robot', permissions: [] });
  expect(made.status).toBe(201);
  const [entry] = await t.dataSource.query<object[]>(
    `SELECT actor_id, actor_username, api_key_id FROM audit_log WHERE subject_id = $1`,
    [(made.body as Key).id],
  );
  expect(entry).toEqual({ actor_id: admin.user_id, actor_username: 'admin', api_key_id: id });
  expect((await admin.get(`/v1/api-keys/${id}`)).body).toMatchObject({
    last_used_at: expect.any(String) as string,
  });
});

it('has no session to end', async () => {
  const { key } = await mint({ permissions: ['*'] });
  await withKey(key, '/v1/auth/me').expect(200);
  const answer = await t.http.post('/v1/auth/logout').set('x-api-key', key).expect(409);
  expect(answer.body).toMatchObject({ code: 'NO_SESSION' });
});

it('is refused when unknown, revoked, expired or of an inactive owner', async () => {
  await withKey('otk_unknown', '/v1/roles').expect(401);
  await withKey('x'.repeat(5000), '/v1/roles').expect(401);
  await withKey('', '/v1/roles').expect(401);

  const revoked = await mint({});
  await withKey(revoked.key, '/v1/roles').expect(200);
  await admin.delete(`/v1/api-keys/${revoked.id}`).expect(204);
  await withKey(revoked.key, '/v1/roles').expect(401);
  await admin.delete(`/v1/api-keys/${revoked.id}`).expect(204);
  expect(await auditActions(t, revoked.id)).toEqual(['api_key.created', 'api_key.revoked']);
  await admin.delete('/v1/api-keys/01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11').expect(404);

  const expiring = await mint({ expires_at: '2126-11-20T00:00:00Z' });
  await withKey(expiring.key, '/v1/roles').expect(200);
  await t.dataSource.query(`UPDATE api_keys SET expires_at = now() WHERE id = $1`, [expiring.id]);
  await withKey(expiring.key, '/v1/roles').expect(401);

  const active = (await admin.get('/v1/api-keys?is_active=true&limit=200').expect(200)).body as Key[];
  const ids = active.map(({ id }) => id);
  expect(ids).not.toContain(revoked.id);
  expect(ids).not.toContain(expiring.id);
});

it('never does more than its owner may today', async () => {
  await admin.post('/v1/roles', {
    name: 'integrator',
    permissions: ['roles:read', 'users:read', 'api_keys:*'],
  });
  const owner = await addUser(t, 'integrator', 'integrator');
  const as = await signedIn(t, 'integrator');
  const body = { name: 'both', permissions: ['roles:read', 'users:read'] };
  const { key } = (await as(t.http.post('/v1/api-keys')).send(body).expect(201)).body as Key;
  await withKey(key, '/v1/roles').expect(200);
  await withKey(key, '/v1/users').expect(200);

  await admin.patch(`/v1/users/${owner}`, { role: 'user' }).expect(200);
  await withKey(key, '/v1/roles').expect(200);
  await withKey(key, '/v1/users').expect(403);

  const mine = await admin.get(`/v1/api-keys?user_id=${owner}`).expect(200);
  expect((mine.body as Key[]).map(({ prefix }) => prefix)).toEqual([key.slice(0, 12)]);
  await admin.post(`/v1/users/${owner}/deactivate`).expect(200);
  await withKey(key, '/v1/roles').expect(401);
});

it('names every wrong field', async () => {
  const wrong = { name: '', permissions: ['sales:explode'], expires_at: 'tomorrow', user_id: admin.user_id };
  const answer = await admin.post('/v1/api-keys', wrong).expect(422);
  const fields = (answer.body as { errors: { field: string }[] }).errors.map(({ field }) => field);
  expect(new Set(fields)).toEqual(new Set(Object.keys(wrong)));
  await admin.post('/v1/api-keys', { name: 'x', permissions: [] }).expect(422);
  for (const expires_at of ['2020-01-01T00:00:00Z', '2126-02-30T00:00:00Z']) {
    await admin.post('/v1/api-keys', { name: 'x', permissions: ['read'], expires_at }).expect(422);
  }
});

it('is not for those without the permission', async () => {
  const manager = await t.as('manager');
  await manager.get('/v1/api-keys').expect(403);
  await manager.post('/v1/api-keys', { name: 'x', permissions: ['read'] }).expect(403);
});
