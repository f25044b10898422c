import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { addUser, auditActions } from './people.js';

interface Role {
  id: string;
  name: string;
  permissions: string[];
  version: number;
}

const ADMIN_ROLE = '/v1/roles/00000000-0000-7000-8000-000000000001';
const CASHIER_ROLE = '/v1/roles/00000000-0000-7000-8000-000000000003';

let t: TestApp;
let admin: Client;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t?.close());

const addRole = async (name: string, permissions: string[] = ['read']): Promise<Role> =>
  (await admin.post('/v1/roles', { name, permissions }).expect(201)).body as Role;

it('lists the seeded roles by name, page by page', async () => {
  const first = await admin.get('/v1/roles?limit=3&count=true').expect(200);
  expect((first.body as Role[]).map(({ name }) => name)).toEqual(['admin', 'cashier', 'inventory_officer']);
  expect(first.headers['x-total-count']).toBe('5');
  const next = /<([^>]+)>/.exec(String(first.headers['link']))![1]!;
  expect(((await admin.get(next).expect(200)).body as Role[]).map(({ name }) => name)).toEqual([
    'manager',
    'user',
  ]);
  const found = await admin.get('/v1/roles?q=OFFICER').expect(200);
  expect((found.body as Role[]).map(({ name }) => name)).toEqual(['inventory_officer']);
});

it('makes a role whose users may do what it says, and logs each change', async () => {
  const made = await admin
    .post('/v1/roles', { name: ' shift_lead ', description: 'Leads', permissions: ['pos', 'sales:refund'] })
    .expect(201);
  const role = made.body as Role;
  expect(made.body).toMatchObject({ name: 'shift_lead', description: 'Leads', is_system: false, version: 1 });
  const changed = await admin
    .put(`/v1/roles/${role.id}`, { description: null })
    .set('if-match', '"1"')
    .expect(200);
  expect(changed.body).toMatchObject({ description: null, permissions: ['pos', 'sales:refund'], version: 2 });
  await admin
    .patch(`/v1/roles/${role.id}`, { permissions: ['read'] })
    .set('if-match', '"1"')
    .expect(412);
  expect((await admin.get(`/v1/roles/${role.id}`).expect(200)).body).toMatchObject({ version: 2 });
  await admin.delete(`/v1/roles/${role.id}`).expect(204);
  await admin.get(`/v1/roles/${role.id}`).expect(404);
  expect(await auditActions(t, role.id)).toEqual(['role.created', 'role.updated', 'role.deleted']);
});

it('refuses entries that mean nothing, and names every wrong field', async () => {
  const wrong = { name: ' ', description: 5, permissions: ['read', 'sales:explode', 7], is_system: true };
  const answer = await admin.post('/v1/roles', wrong).expect(422);
  const errors = (answer.body as { errors: { field: string; code: string }[] }).errors;
  expect(new Set(errors.map(({ field }) => field))).toEqual(new Set(Object.keys(wrong)));
  expect(errors).toContainEqual(
    expect.objectContaining({ field: 'permissions', code: 'IS_PERMISSION_ENTRY' }),
  );
  await admin.post('/v1/roles', { name: 'twice', permissions: ['read', 'read'] }).expect(422);
  await admin.post('/v1/roles', { name: 'text', permissions: 'read' }).expect(422);
  for (const entry of ['constructor', '__proto__', ':*', 'sales:', 'SALES:VOID', '']) {
    await admin.post('/v1/roles', { name: 'odd', permissions: [entry] }).expect(422);
  }
});

it('keeps names unique, whatever the case', async () => {
  const { id } = await addRole('Unique');
  const taken = await admin.post('/v1/roles', { name: 'UNIQUE', permissions: [] }).expect(409);
  expect(taken.body).toMatchObject({ code: 'ROLE_NAME_TAKEN' });
  await admin.patch(`/v1/roles/${id}`, { name: 'Admin' }).expect(409);
  await admin.patch(`/v1/roles/${id}`, { name: 'unique' }).expect(200);
});

it('keeps the system roles', async () => {
  const expectSystemRole = async (test: ReturnType<Client['get']>): Promise<void> => {
    expect((await test.expect(409)).body).toMatchObject({ code: 'SYSTEM_ROLE' });
  };
  await expectSystemRole(admin.delete(CASHIER_ROLE));
  await expectSystemRole(admin.patch(CASHIER_ROLE, { name: 'clerk' }));
  await expectSystemRole(admin.patch(ADMIN_ROLE, { permissions: ['read'] }));
  const same = await admin.patch(CASHIER_ROLE, {
    name: 'cashier',
    permissions: ['read', 'pos', 'sales:refund'],
  });
  expect(same.body).toMatchObject({ permissions: ['read', 'pos', 'sales:refund'] });
});

it('cannot delete a role that somebody has', async () => {
  const { id } = await addRole('taken');
  const user = await addUser(t, 'holder', 'taken');
  expect((await admin.delete(`/v1/roles/${id}`).expect(409)).body).toMatchObject({ code: 'ROLE_IN_USE' });
  await admin.delete(`/v1/users/${user}`).expect(204);
  await admin.delete(`/v1/roles/${id}`).expect(204);
});

it('never leaves a user without a role when it is deleted while being given', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await addRole(`fleeting_${round}`);
    const user = { username: `fleeting_${round}`, password: 'correct-horse-battery', role_id: id };
    const [given, deleted] = await Promise.all([
      admin.post('/v1/users', user),
      admin.delete(`/v1/roles/${id}`),
    ]);
    expect([`201 409`, `422 204`]).toContain(`${given.status} ${deleted.status}`);
  }
});

it('is not for those without the permission', async () => {
  const cashier = await t.as('cashier');
  await cashier.get('/v1/roles').expect(200);
  await cashier.post('/v1/roles', { name: 'own', permissions: [] }).expect(403);
  await cashier.patch(CASHIER_ROLE, { permissions: ['*'] }).expect(403);
});
