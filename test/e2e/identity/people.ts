import type { Test } from 'supertest';
import type { TestApp } from '../../support/test-app.js';

export const PASSWORD = 'correct-horse-battery';

export interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: string;
  expires_in: number;
}

export function login(t: TestApp, username: string, password = PASSWORD): Test {
  return t.http.post('/v1/auth/login').send({ username, password });
}

/** A new user of a role, made by the administrator. */
export async function addUser(t: TestApp, username: string, role = 'user'): Promise<string> {
  const admin = await t.as('admin');
  const made = await admin.post('/v1/users', { username, password: PASSWORD, role }).expect(201);
  return (made.body as { id: string }).id;
}

export async function tokensOf(t: TestApp, username: string, password = PASSWORD): Promise<Tokens> {
  return (await login(t, username, password).expect(200)).body as Tokens;
}

export function me(t: TestApp, accessToken: string): Test {
  return t.http.get('/v1/auth/me').set('authorization', `Bearer ${accessToken}`);
}

/** Signs in and answers a function that sends requests with the token. */
export async function signedIn(t: TestApp, username: string): Promise<(test: Test) => Test> {
  const { access_token } = await tokensOf(t, username);
  return (test) => test.set('authorization', `Bearer ${access_token}`);
}

export function putSetting(t: TestApp, key: string, value: unknown): Promise<unknown> {
  return t.dataSource.query(
    `INSERT INTO settings (id, key, value) VALUES (gen_random_uuid(), $1, $2::jsonb)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [key, JSON.stringify(value)],
  );
}

export async function auditActions(t: TestApp, subjectId: string): Promise<string[]> {
  const rows = await t.dataSource.query<{ action: string }[]>(
    `SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY created_at, id`,
    [subjectId],
  );
  return rows.map((row) => row.action);
}
