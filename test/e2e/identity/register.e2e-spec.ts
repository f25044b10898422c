import { startTestApp, type TestApp } from '../../support/test-app.js';
import { addUser, auditActions, login, PASSWORD, putSetting, signedIn } from './people.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t?.close());

function register(body: object): ReturnType<typeof login> {
  return t.http.post('/v1/auth/register').send(body);
}

const fieldsOf = (body: unknown): Set<string> =>
  new Set((body as { errors: { field: string }[] }).errors.map(({ field }) => field));

describe('anybody', () => {
  it('registers as the documented clients do, and gets no more than `user`', async () => {
    const short = await register({ username: 'testuser', password: 'password123' }).expect(201);
    expect(short.body).toMatchObject({ username: 'testuser', role: 'user', is_active: true, email: null });

    const john = {
      username: 'john',
      email: 'john@example.com',
      password: 'secure123',
      full_name: 'John Doe',
      role: 'cashier',
    };
    const answer = await t.http.post('/api/v1/auth/register').send(john).expect(201);
    expect(answer.body).toMatchObject({ username: 'john', full_name: 'John Doe', role: 'user' });
    expect(answer.text).not.toMatch(/secure123|hash|\$2b\$/);
    await login(t, 'john', 'secure123').expect(200);
    const { id } = answer.body as { id: string };
    expect(await auditActions(t, id)).toEqual(['user.registered']);
  });

  it('cannot register as administrator, nor with a role that does not exist', async () => {
    for (const role of ['admin', 'no_such_role']) {
      const username = `wants_${role}`.slice(0, 20);
      const answer = await register({ username, password: PASSWORD, role }).expect(201);
      expect(answer.body).toMatchObject({ role: 'user' });
    }
  });

  it('learns every wrong field at once', async () => {
    const answer = await register({
      username: 'a b',
      password: 'short',
      email: 'nowhere',
      full_name: '',
      phone_number: 5,
      is_admin: true,
      role_id: '00000000-0000-7000-8000-000000000001',
    }).expect(422);
    const wrong = ['username', 'password', 'email', 'full_name', 'phone_number', 'is_admin', 'role_id'];
    expect(fieldsOf(answer.body)).toEqual(new Set(wrong));
  });

  it.each([
    ['ab', 'password123'],
    ['a'.repeat(21), 'password123'],
    ['has-dash', 'password123'],
    ['ünïcode', 'password123'],
    ['valid_name', '1234567'],
    ['valid_name', 'x'.repeat(73)],
    ['valid_name', 'ä'.repeat(37)],
    ['valid_name', '🔑🔑🔑🔑'],
  ])('is refused with username %j and password %j', async (username, password) => {
    await register({ username, password }).expect(422);
  });

  it.each([
    ['abc', '12345678'],
    ['A'.repeat(20), 'x'.repeat(72)],
    ['under_score_1', 'ä'.repeat(36)],
  ])('is accepted with username %j and password %j', async (username, password) => {
    await register({ username, password }).expect(201);
    await login(t, username, password).expect(200);
  });

  it('cannot take a name or email that somebody has, in any case of letters', async () => {
    await register({ username: 'first', password: PASSWORD, email: 'First@Example.com' }).expect(201);
    const name = await register({ username: 'FIRST', password: PASSWORD }).expect(409);
    expect(name.body).toMatchObject({ code: 'USERNAME_TAKEN' });
    const email = await register({
      username: 'second',
      password: PASSWORD,
      email: ' first@example.com ',
    }).expect(409);
    expect(email.body).toMatchObject({ code: 'EMAIL_TAKEN' });
  });

  it('gets one of many accounts of the same name that are asked for at once', async () => {
    const statuses = await Promise.all(
      Array.from(
        { length: 8 },
        async () => (await register({ username: 'rush', password: PASSWORD })).status,
      ),
    );
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });
});

describe('somebody who is signed in', () => {
  it('gives the role when it is theirs to give', async () => {
    const admin = await t.as('admin');
    const given = await admin.post('/v1/auth/register', {
      username: 'by_admin',
      password: PASSWORD,
      role: 'cashier',
    });
    expect(given.body).toMatchObject({ role: 'cashier' });

    await admin.post('/v1/roles', { name: 'host', permissions: ['users:write', 'read'] }).expect(201);
    await addUser(t, 'hostess', 'host');
    const as = await signedIn(t, 'hostess');
    const own = await as(register({ username: 'by_host', password: PASSWORD, role: 'host' })).expect(201);
    expect(own.body).toMatchObject({ role: 'host' });
    const above = await as(register({ username: 'by_host2', password: PASSWORD, role: 'admin' })).expect(201);
    expect(above.body).toMatchObject({ role: 'user' });

    const cashier = await t.as('cashier');
    const body = { username: 'by_cashier', password: PASSWORD, role: 'cashier' };
    expect((await cashier.post('/v1/auth/register', body).expect(201)).body).toMatchObject({ role: 'user' });
  });

  it('is told when the credentials are wrong, rather than taken for anybody', async () => {
    const body = { username: 'stale', password: PASSWORD, role: 'cashier' };
    await register(body).set('authorization', 'Bearer broken').expect(401);
    await register(body).set('x-api-key', 'broken').expect(401);
  });
});

describe('closed registration', () => {
  beforeAll(() => putSetting(t, 'auth.open_registration', false));
  afterAll(() => putSetting(t, 'auth.open_registration', true));

  it('is for those who may make users', async () => {
    const closed = await register({ username: 'too_late', password: PASSWORD }).expect(403);
    expect(closed.body).toMatchObject({ code: 'REGISTRATION_CLOSED' });
    const cashier = await t.as('cashier');
    await cashier.post('/v1/auth/register', { username: 'too_late', password: PASSWORD }).expect(403);
    const admin = await t.as('admin');
    await admin.post('/v1/auth/register', { username: 'in_time', password: PASSWORD }).expect(201);
  });
});
