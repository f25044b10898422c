import bcrypt from 'bcrypt';
import { startTestApp, type TestApp } from '../../support/test-app.js';
import { addUser, auditActions, login, me, PASSWORD, putSetting, tokensOf } from './people.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t?.close());

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
}

describe('a right password', () => {
  it('opens a session with a short-lived token for the user', async () => {
    const id = await addUser(t, 'alice', 'cashier');
    const tokens = await tokensOf(t, 'alice');
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 1800 });
    const claims = claimsOf(tokens.access_token);
    expect(claims).toMatchObject({ sub: id, iss: 'opentill', aud: 'opentill' });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(1800);
    const mine = await me(t, tokens.access_token).expect(200);
    expect(mine.body).toMatchObject({ id, username: 'alice', role: 'cashier' });
    expect((mine.body as { permissions: string[] }).permissions).toContain('sales:write');
    expect(await auditActions(t, 'alice')).toEqual(['login.succeeded']);
  });

  it('signs in whatever the case of the name, and under the alias of the API', async () => {
    await addUser(t, 'CamelCase');
    await t.http.post('/api/v1/auth/login/').send({ username: 'camelcase', password: PASSWORD }).expect(200);
  });

  it('stores no token as it is', async () => {
    await addUser(t, 'secretive');
    const { access_token, refresh_token } = await tokensOf(t, 'secretive');
    const rows = await t.dataSource.query<unknown[]>(
      `SELECT r::text FROM refresh_tokens r UNION ALL SELECT s::text FROM sessions s`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(refresh_token);
    expect(JSON.stringify(rows)).not.toContain(access_token);
  });

  it('renews a hash of another cost, so that the time it takes tells nothing', async () => {
    const id = await addUser(t, 'veteran');
    await t.dataSource.query(`UPDATE users SET password_hash = $2 WHERE id = $1`, [
      id,
      await bcrypt.hash(PASSWORD, 6),
    ]);
    await tokensOf(t, 'veteran');
    const [row] = await t.dataSource.query<{ password_hash: string }[]>(
      `SELECT password_hash FROM users WHERE id = $1`,
      [id],
    );
    expect(bcrypt.getRounds(row!.password_hash)).toBe(4);
    await tokensOf(t, 'veteran');
  });
});

describe('wrong credentials', () => {
  it('are answered alike for a wrong password, an unknown user and an inactive one', async () => {
    await addUser(t, 'bob');
    const carl = await addUser(t, 'carl');
    await (await t.as('admin')).post(`/v1/users/${carl}/deactivate`).expect(200);
    const answers = [
      await login(t, 'bob', 'wrong-password'),
      await login(t, 'nobody_at_all', 'wrong-password'),
      await login(t, 'carl'),
      await login(t, 'bob', `${PASSWORD}${'x'.repeat(80)}`),
      await login(t, `' OR 1=1 --`, 'wrong-password'),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect({ ...(body as object), request_id: '' }).toEqual({
        ...(answers[0]!.body as object),
        request_id: '',
      });
    }
    expect(answers[0]!.body).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  });

  it('of a password longer than bcrypt reads do not pass by their beginning', async () => {
    const admin = await t.as('admin');
    const password = 'p'.repeat(72);
    await admin.post('/v1/users', { username: 'longwinded', password }).expect(201);
    await login(t, 'longwinded', `${password}q`).expect(401);
    await login(t, 'longwinded', password).expect(200);
  });

  it('names every wrong field', async () => {
    const answer = await t.http.post('/v1/auth/login').send({ username: 7, pass: 'x' }).expect(422);
    const fields = (answer.body as { errors: { field: string }[] }).errors.map(({ field }) => field);
    expect(new Set(fields)).toEqual(new Set(['username', 'password', 'pass']));
    await t.http.post('/v1/auth/login').send({ username: 'a\0b', password: 'x' }).expect(422);
    await t.http.post('/v1/auth/login').expect(422);
  });
});

describe('too many wrong passwords', () => {
  it('lock the name, known or not, even for the right password', async () => {
    await addUser(t, 'dora');
    for (const name of ['dora', 'no_such_user']) {
      for (let attempt = 1; attempt <= 5; attempt++) await login(t, name, 'wrong-password').expect(401);
      const locked = await login(t, name).expect(429);
      expect(locked.body).toMatchObject({ code: 'LOGIN_LOCKED' });
      const seconds = Number(locked.headers['retry-after']);
      expect(seconds).toBeGreaterThan(14 * 60);
      expect(seconds).toBeLessThanOrEqual(15 * 60);
    }
    await login(t, 'DORA').expect(429);
    expect(await auditActions(t, 'dora')).toEqual([...Array<string>(5).fill('login.failed'), 'login.locked']);
  });

  it('are forgotten after a right one', async () => {
    await addUser(t, 'emil');
    for (let round = 0; round < 2; round++) {
      for (let attempt = 1; attempt <= 4; attempt++) await login(t, 'emil', 'wrong-password').expect(401);
      await login(t, 'emil').expect(200);
    }
  });

  it('start again when the lock has run out or the last one was long ago', async () => {
    await addUser(t, 'fritz');
    for (let attempt = 1; attempt <= 5; attempt++) await login(t, 'fritz', 'wrong-password').expect(401);
    await login(t, 'fritz').expect(429);
    await t.dataSource.query(`UPDATE login_failures SET locked_until = now() WHERE username = 'fritz'`);
    for (let attempt = 1; attempt <= 4; attempt++) await login(t, 'fritz', 'wrong-password').expect(401);
    await t.dataSource.query(
      `UPDATE login_failures SET last_failed_at = now() - interval '16 minutes' WHERE username = 'fritz'`,
    );
    await login(t, 'fritz', 'wrong-password').expect(401);
    await login(t, 'fritz').expect(200);
  });

  it('sent at once reveal no more than the limit allows', async () => {
    await addUser(t, 'greta');
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await login(t, 'greta', 'wrong-password')).status),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    await login(t, 'greta').expect(429);
  });

  it('do not lock out many tills that sign in at once with the right one', async () => {
    await addUser(t, 'shared_till');
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await login(t, 'shared_till')).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('follow the settings', async () => {
    await addUser(t, 'hilde');
    await putSetting(t, 'auth.max_failed_logins', 1);
    await putSetting(t, 'auth.lockout_minutes', 2);
    await login(t, 'hilde', 'wrong-password').expect(401);
    const locked = await login(t, 'hilde').expect(429);
    expect(Number(locked.headers['retry-after'])).toBeLessThanOrEqual(120);
    await t.dataSource.query(`DELETE FROM settings`);
  });
});
