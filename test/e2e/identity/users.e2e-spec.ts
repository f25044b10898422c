import type { Response } from 'supertest';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addUser, auditActions, login, me, PASSWORD, tokensOf } from './people.js';

interface User {
  id: string;
  username: string;
  version: number;
}

let t: TestApp;
let admin: Client;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t?.close());

describe('POST /v1/users', () => {
  it('makes a user with a role by name or id, or `user`', async () => {
    const full = {
      username: 'alice',
      password: PASSWORD,
      email: 'alice@example.com',
      full_name: 'Alice',
      phone_number: '+44 1',
      role: 'manager',
      is_active: true,
    };
    const made = await admin.post('/v1/users', full).expect(201);
    const { password, ...shown } = full;
    expect(made.body).toMatchObject({ ...shown, version: 1, last_login_at: null });
    expect(made.headers['etag']).toBe('"1"');
    expect(made.text).not.toContain(password);
    expect(Object.keys(made.body as object)).not.toContain('password_hash');

    const byId = await admin
      .post('/v1/users', {
        username: 'by_id',
        password: PASSWORD,
        role_id: '00000000-0000-7000-8000-000000000003',
      })
      .expect(201);
    expect(byId.body).toMatchObject({ role: 'cashier' });
    const plain = await admin.post('/v1/users', { username: 'plain', password: PASSWORD }).expect(201);
    expect(plain.body).toMatchObject({ role: 'user' });
  });

  it('refuses a role that is unknown or not the one its id names', async () => {
    const user = { username: 'nobody', password: PASSWORD };
    const refused = async (role: object): Promise<unknown> =>
      (await admin.post('/v1/users', { ...user, ...role }).expect(422)).body;
    const cashier = '00000000-0000-7000-8000-000000000003';
    expect(await refused({ role: 'pirate' })).toMatchObject({
      code: 'UNKNOWN_ROLE',
      errors: [{ field: 'role' }],
    });
    expect(await refused({ role_id: '01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11' })).toMatchObject({
      errors: [{ field: 'role_id', code: 'UNKNOWN_ROLE' }],
    });
    expect(await refused({ role: 'user', role_id: cashier })).toMatchObject({ code: 'ROLE_MISMATCH' });
    expect(await refused({ role: 'pirate', role_id: cashier })).toMatchObject({ code: 'ROLE_MISMATCH' });
  });

  it('names every wrong field, and is not for everybody', async () => {
    const wrong = { username: '', password: 1, email: 'x', role: 5, role_id: 'x', is_active: 'yes', id: 'x' };
    const answer = await admin.post('/v1/users', wrong).expect(422);
    const fields = (answer.body as { errors: { field: string }[] }).errors.map(({ field }) => field);
    expect(new Set(fields)).toEqual(new Set(Object.keys(wrong)));
    await (await t.as('manager')).post('/v1/users', { username: 'sneaky', password: PASSWORD }).expect(403);
  });
});

describe('GET /v1/users', () => {
  it('pages through all users and filters them', async () => {
    for (const name of ['list_a', 'list_b', 'list_c']) await addUser(t, name, 'inventory_officer');
    const names: string[] = [];
    let path: string | undefined = '/v1/users?limit=2&q=LIST_&sort=-username&count=true';
    while (path !== undefined) {
      const page: Response = await admin.get(path).expect(200);
      names.push(...(page.body as User[]).map(({ username }) => username));
      expect(page.headers['x-total-count']).toBe('3');
      path = /<([^>]+)>; rel="next"/.exec(String(page.headers['link'] ?? ''))?.[1];
    }
    expect(names).toEqual(['list_c', 'list_b', 'list_a']);

    const { body } = await admin.get('/v1/users?role=INVENTORY_officer&is_active=true&q=list_b').expect(200);
    expect((body as User[]).map(({ username }) => username)).toEqual(['list_b']);
    expect((await admin.get('/v1/users?is_active=false&q=list_').expect(200)).body).toEqual([]);
    expect((await admin.get('/v1/users?q=%25').expect(200)).body).toEqual([]);
  });

  it('refuses unknown filters, shows one, and knows what is missing', async () => {
    await admin.get('/v1/users?is_active=maybe&rolle=x').expect(422);
    await admin.get('/v1/users?sort=password_hash').expect(422);
    const id = await addUser(t, 'shown');
    expect((await admin.get(`/v1/users/${id}`).expect(200)).body).toMatchObject({ id, username: 'shown' });
    await admin.get('/v1/users/01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11').expect(404);
    await admin.get('/v1/users/7').expect(422);
    await (await t.as('manager')).get('/v1/users').expect(403);
  });
});

describe('PATCH and PUT /v1/users/{id}', () => {
  it('change what is sent, clear what is null, and check the version', async () => {
    const id = await addUser(t, 'carl');
    const first = await admin
      .patch(`/v1/users/${id}`, { email: 'carl@example.com', full_name: 'C' })
      .expect(200);
    expect(first.body).toMatchObject({ email: 'carl@example.com', full_name: 'C', version: 2 });
    const second = await admin.put(`/v1/users/${id}`, { email: null }).set('if-match', '"2"').expect(200);
    expect(second.body).toMatchObject({ email: null, full_name: 'C', username: 'carl', version: 3 });
    const stale = await admin.patch(`/v1/users/${id}`, { full_name: 'D' }).set('if-match', '"2"').expect(412);
    expect(stale.body).toMatchObject({ code: 'STALE_VERSION', current_version: 3 });
    await admin.patch(`/v1/users/${id}`, { username: null }).expect(422);
    await admin.patch(`/v1/users/${id}`, { username: 'ADMIN' }).expect(409);
    await admin.patch('/v1/users/01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11', {}).expect(404);
  });

  it('with a new password end the sessions of the user', async () => {
    const id = await addUser(t, 'dora');
    const { access_token } = await tokensOf(t, 'dora');
    await admin.patch(`/v1/users/${id}`, { password: 'a-new-password' }).expect(200);
    await me(t, access_token).expect(401);
    await login(t, 'dora').expect(401);
    await login(t, 'dora', 'a-new-password').expect(200);
    expect(await auditActions(t, id)).toEqual(['user.created', 'user.updated', 'user.password_reset']);
  });
});

describe('DELETE /v1/users/{id}', () => {
  it('removes a user whom nothing refers to, with sessions and keys', async () => {
    const id = await addUser(t, 'emil');
    const { access_token } = await tokensOf(t, 'emil');
    await admin.delete(`/v1/users/${id}`).expect(204);
    await admin.get(`/v1/users/${id}`).expect(404);
    await me(t, access_token).expect(401);
    await admin.delete(`/v1/users/${id}`).expect(404);
    expect((await auditActions(t, id)).at(-1)).toBe('user.deleted');
    await addUser(t, 'emil');
  });

  it('forgets who a user was whom documents refer to', async () => {
    const id = await addUser(t, 'fritz');
    await admin.patch(`/v1/users/${id}`, { email: 'fritz@example.com', full_name: 'Fritz F' }).expect(200);
    const employee = await admin
      .post('/v1/employees', { name: 'F', position: 'Cashier', user_id: id })
      .expect(201);
    const { access_token } = await tokensOf(t, 'fritz');
    await t.dataSource.query(`CREATE TABLE test_papers (user_id uuid REFERENCES users (id))`);
    await t.dataSource.query(`INSERT INTO test_papers VALUES ($1)`, [id]);

    await admin.delete(`/v1/users/${id}`).expect(204);
    const { body } = await admin.get(`/v1/users/${id}`).expect(200);
    expect(body).toMatchObject({ email: null, full_name: null, is_active: false, last_login_at: null });
    expect((body as User).username).toMatch(/^deleted_[0-9a-f]{12}$/);
    await me(t, access_token).expect(401);
    await login(t, (body as User).username).expect(401);
    expect((await auditActions(t, id)).at(-1)).toBe('user.anonymised');
    const { id: employeeId } = employee.body as { id: string };
    expect((await admin.get(`/v1/employees/${employeeId}`).expect(200)).body).toMatchObject({
      user_id: null,
    });

    for (const change of [admin.patch(`/v1/users/${id}`, {}), admin.post(`/v1/users/${id}/activate`)]) {
      expect((await change.expect(409)).body).toMatchObject({ code: 'USER_ANONYMISED' });
    }
    await t.dataSource.query(`DROP TABLE test_papers`);
  });

  it('heeds If-Match', async () => {
    const id = await addUser(t, 'greta');
    await admin.delete(`/v1/users/${id}`).set('if-match', '"7"').expect(412);
    await admin.delete(`/v1/users/${id}`).set('if-match', '"1"').expect(204);
  });
});

describe('PATCH /v1/auth/me', () => {
  it('changes one’s own profile and nothing else', async () => {
    const cashier = await t.as('cashier');
    const profile = { email: 'till@example.com', full_name: 'Till', phone_number: null };
    const answer = await cashier.patch('/v1/auth/me', profile).expect(200);
    expect(answer.body).toMatchObject({ ...profile, role: 'cashier' });
    const refused = await cashier
      .patch('/v1/auth/me', { role: 'admin', is_active: true, username: 'x' })
      .expect(422);
    expect((refused.body as { errors: unknown[] }).errors).toHaveLength(3);
    await cashier.patch('/v1/auth/me', {}).set('if-match', '"99"').expect(412);
    await addUser(t, 'hugo');
    const taken = await admin.patch('/v1/auth/me', { email: 'TILL@example.com' }).expect(409);
    expect(taken.body).toMatchObject({ code: 'EMAIL_TAKEN' });
  });
});

it('no answer and no audit entry ever holds a password or a hash', async () => {
  const id = await addUser(t, 'ines');
  await admin.patch(`/v1/users/${id}`, { password: 'never-to-be-seen-1', full_name: 'I' }).expect(200);
  await login(t, 'ines', 'never-to-be-seen-2').expect(401);
  const entries = await t.dataSource.query<unknown[]>(`SELECT * FROM audit_log`);
  expect(entries.length).toBeGreaterThan(10);
  const answers = [
    JSON.stringify(entries),
    (await admin.get('/v1/users?limit=200')).text,
    (await admin.get('/v1/auth/me')).text,
  ];
  for (const text of answers)
    expect(text).not.toMatch(/\$2[aby]\$|never-to-be-seen|correct-horse|password_hash/);
});
