import { createHmac } from 'node:crypto';
import { startTestApp, testConfig, type TestApp } from '../../support/test-app.js';
import { addUser, auditActions, login, me, PASSWORD, tokensOf, type Tokens } from './people.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t?.close());

function refresh(refresh_token: string): ReturnType<typeof login> {
  return t.http.post('/v1/auth/refresh').send({ refresh_token });
}

function claimsOf(token: string): { sub: string; sid: string } {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as {
    sub: string;
    sid: string;
  };
}

function forged(header: object, claims: object, secret: string | undefined): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode(header)}.${encode(claims)}`;
  if (secret === undefined) return `${signed}.`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

describe('an access token', () => {
  it('must be signed by us, with our algorithm, for us, and be fresh', async () => {
    await addUser(t, 'alice');
    const { access_token } = await tokensOf(t, 'alice');
    const { sub, sid } = claimsOf(access_token);
    const { jwt_secret } = testConfig('postgresql://unused');
    const now = Math.floor(Date.now() / 1000);
    const good = { sub, sid, iss: 'opentill', aud: 'opentill', iat: now, exp: now + 60 };
    const hs256 = { alg: 'HS256', typ: 'JWT' };
    await me(t, forged(hs256, good, jwt_secret)).expect(200);

    const refused = [
      forged(hs256, good, 'another-secret-of-at-least-32-characters'),
      forged({ alg: 'none' }, good, undefined),
      forged({ alg: 'HS512' }, good, jwt_secret),
      forged(hs256, { ...good, exp: now - 1 }, jwt_secret),
      forged(hs256, { ...good, aud: 'elsewhere' }, jwt_secret),
      forged(hs256, { ...good, iss: 'elsewhere' }, jwt_secret),
      forged(hs256, { ...good, sid: undefined }, jwt_secret),
      forged(hs256, { ...good, sub: 'alice' }, jwt_secret),
      forged(hs256, { ...good, sid: { $ne: null } }, jwt_secret),
      forged(hs256, { ...good, sub: (await t.as('admin')).user_id }, jwt_secret),
      'nonsense',
      'a.b.c',
      '',
    ];
    for (const token of refused) {
      const answer = await me(t, token).expect(401);
      expect(answer.body).toMatchObject({ code: 'NOT_AUTHENTICATED', status: 401 });
    }
    await t.http.get('/v1/auth/me').set('authorization', `Basic ${access_token}`).expect(401);
  });

  it('stops with its session, its user and the role it was for', async () => {
    const id = await addUser(t, 'bob', 'manager');
    const admin = await t.as('admin');
    const { access_token } = await tokensOf(t, 'bob');
    const roles = (): ReturnType<typeof login> =>
      t.http.get('/v1/roles').set('authorization', `Bearer ${access_token}`);
    await roles().expect(200);

    const role = await admin.post('/v1/roles', { name: 'blind', permissions: ['sales:write'] }).expect(201);
    const { id: roleId } = role.body as { id: string };
    await admin.patch(`/v1/users/${id}`, { role: 'blind' }).expect(200);
    await roles().expect(403);
    await admin.patch(`/v1/roles/${roleId}`, { permissions: ['roles:read'] }).expect(200);
    await roles().expect(200);

    await admin.post(`/v1/users/${id}/deactivate`).expect(200);
    await roles().expect(401);
    await admin.post(`/v1/users/${id}/activate`).expect(200);
    await roles().expect(401);
  });

  it('stops when its session has run out', async () => {
    await addUser(t, 'carl');
    const { access_token, refresh_token } = await tokensOf(t, 'carl');
    await t.dataSource.query(`UPDATE sessions SET expires_at = now() WHERE id = $1`, [
      claimsOf(access_token).sid,
    ]);
    await me(t, access_token).expect(401);
    await refresh(refresh_token).expect(401);
  });
});

describe('a refresh token', () => {
  it('is swapped for new tokens of the same session', async () => {
    await addUser(t, 'dora');
    const first = await tokensOf(t, 'dora');
    const second = (await refresh(first.refresh_token).expect(200)).body as Tokens;
    expect(second).toMatchObject({ token_type: 'bearer', expires_in: 1800 });
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(claimsOf(second.access_token).sid).toBe(claimsOf(first.access_token).sid);
    const third = (await refresh(second.refresh_token).expect(200)).body as Tokens;
    await me(t, third.access_token).expect(200);
  });

  it('that comes a second time ends the whole session, and no other', async () => {
    await addUser(t, 'emil');
    const elsewhere = await tokensOf(t, 'emil');
    const stolen = await tokensOf(t, 'emil');
    const next = (await refresh(stolen.refresh_token).expect(200)).body as Tokens;
    const replay = await refresh(stolen.refresh_token).expect(401);
    expect(replay.body).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' });
    await refresh(next.refresh_token).expect(401);
    await me(t, next.access_token).expect(401);
    await me(t, stolen.access_token).expect(401);
    await me(t, elsewhere.access_token).expect(200);
    expect(await auditActions(t, claimsOf(stolen.access_token).sid)).toEqual(['session.revoked']);
  });

  it('that comes many times at once works once at most and ends the session', async () => {
    await addUser(t, 'fritz');
    const { refresh_token, access_token } = await tokensOf(t, 'fritz');
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => (await refresh(refresh_token)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(7);
    await me(t, access_token).expect(401);
  });

  it('is refused when unknown, malformed, or of a user who may not sign in', async () => {
    const id = await addUser(t, 'greta');
    const { refresh_token, access_token } = await tokensOf(t, 'greta');
    await refresh('unknown').expect(401);
    await refresh(access_token).expect(422);
    await t.http.post('/v1/auth/refresh').send({}).expect(422);
    await t.dataSource.query(`UPDATE users SET is_active = false WHERE id = $1`, [id]);
    await refresh(refresh_token).expect(401);
  });

  it('is not held up by an old access token that comes along', async () => {
    await addUser(t, 'hugo');
    const { refresh_token } = await tokensOf(t, 'hugo');
    await refresh(refresh_token).set('authorization', 'Bearer expired.or.broken').expect(200);
  });
});

describe('signing out', () => {
  it('ends this session at once and leaves the others', async () => {
    await addUser(t, 'ines');
    const phone = await tokensOf(t, 'ines');
    const till = await tokensOf(t, 'ines');
    const logout = (): ReturnType<typeof login> =>
      t.http.post('/v1/auth/logout').set('authorization', `Bearer ${till.access_token}`);
    await logout().expect(204);
    await me(t, till.access_token).expect(401);
    await refresh(till.refresh_token).expect(401);
    await logout().expect(401);
    await me(t, phone.access_token).expect(200);
    expect(await auditActions(t, claimsOf(till.access_token).sid)).toEqual(['session.ended']);
  });
});

describe('changing the password', () => {
  const change = (token: string, current_password: string, new_password: string): ReturnType<typeof login> =>
    t.http
      .post('/v1/auth/change-password')
      .set('authorization', `Bearer ${token}`)
      .send({ current_password, new_password });

  it('needs the current one and ends the other sessions', async () => {
    const id = await addUser(t, 'jana');
    const other = await tokensOf(t, 'jana');
    const mine = await tokensOf(t, 'jana');
    const wrong = await change(mine.access_token, 'wrong-password', 'another-password').expect(422);
    expect(wrong.body).toMatchObject({ code: 'WRONG_PASSWORD', errors: [{ field: 'current_password' }] });
    const short = await change(mine.access_token, PASSWORD, 'short').expect(422);
    expect(short.body).toMatchObject({ errors: [{ field: 'new_password', code: 'IS_PASSWORD' }] });

    await change(mine.access_token, PASSWORD, 'another-password').expect(204);
    await me(t, mine.access_token).expect(200);
    await me(t, other.access_token).expect(401);
    await refresh(other.refresh_token).expect(401);
    await login(t, 'jana').expect(401);
    await login(t, 'jana', 'another-password').expect(200);
    expect(await auditActions(t, id)).toEqual(['user.created', 'user.password_changed']);
  });

  it('locks after too many wrong guesses, like signing in', async () => {
    await addUser(t, 'karl');
    const { access_token } = await tokensOf(t, 'karl');
    for (let attempt = 1; attempt <= 5; attempt++) {
      await change(access_token, 'wrong-password', 'another-password').expect(422);
    }
    await change(access_token, PASSWORD, 'another-password').expect(429);
    await login(t, 'karl').expect(429);
  });
});

describe('last use', () => {
  it('is noted, but not by every request', async () => {
    await addUser(t, 'lena');
    const { access_token } = await tokensOf(t, 'lena');
    const { sid } = claimsOf(access_token);
    const lastUse = async (): Promise<Date> => {
      const [row] = await t.dataSource.query<{ last_used_at: Date }[]>(
        `SELECT last_used_at FROM sessions WHERE id = $1`,
        [sid],
      );
      return row!.last_used_at;
    };
    const start = await lastUse();
    await me(t, access_token).expect(200);
    expect(await lastUse()).toEqual(start);
    await t.dataSource.query(
      `UPDATE sessions SET last_used_at = now() - interval '6 minutes' WHERE id = $1`,
      [sid],
    );
    await Promise.all(Array.from({ length: 5 }, () => me(t, access_token).expect(200)));
    expect((await lastUse()).getTime()).toBeGreaterThanOrEqual(start.getTime());
  });
});
