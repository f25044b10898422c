import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { signInAt, spawnServer, type SpawnedServer } from '../support/spawn-server.js';

describe('a server started on an empty directory', () => {
  let server: SpawnedServer;

  beforeAll(async () => {
    server = await spawnServer({
      env: { JWT_SECRET: undefined, ADMIN_USERNAME: undefined, ADMIN_PASSWORD: undefined },
    });
  });
  afterAll(async () => {
    await server.kill();
    await server.cleanUp();
  });

  it('prints a login once, with which one can sign in', async () => {
    expect(server.login).toEqual({ username: 'admin', password: expect.stringMatching(/^\S{16,}$/) });
    const headers = await signInAt(server.url, server.login);
    const me = await fetch(`${server.url}/v1/auth/me`, { headers });
    expect(await me.json()).toMatchObject({ username: 'admin', role: 'admin' });
  });

  it('keeps its secret where only its owner can read it', () => {
    const file = join(server.cwd, '.data', 'jwt-secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('ends with 0 on SIGTERM, and goes on where it was when started again, without a new login', async () => {
    const headers = await signInAt(server.url, server.login);
    const setting = { method: 'POST', headers, body: JSON.stringify({ key: 'shop.motto', value: 'again' }) };
    expect((await fetch(`${server.url}/v1/settings`, setting)).status).toBe(201);
    expect(await server.stop()).toBe(0);
    expect(server.output().stderr).toBe('');

    const login = server.login;
    const again = await spawnServer({
      cwd: server.cwd,
      env: { JWT_SECRET: undefined, ADMIN_USERNAME: undefined, ADMIN_PASSWORD: undefined },
    });
    try {
      expect(again.login).toBeUndefined();
      // The token of before still counts: the secret was kept.
      const answer = await fetch(`${again.url}/v1/settings/shop.motto`, { headers });
      expect(await answer.json()).toMatchObject({ key: 'shop.motto', value: 'again' });
      await signInAt(again.url, login);
    } finally {
      expect(await again.stop()).toBe(0);
    }
    expect(existsSync(join(server.cwd, '.data', 'postgres'))).toBe(true);
  });

  it('writes JSON lines that hold neither passwords nor tokens', () => {
    const { stdout } = server.output();
    const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
    const requests = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'request');
    expect(requests).toContainEqual(
      expect.objectContaining({
        level: 'info',
        method: 'POST',
        route: '/v1/auth/login',
        status: 200,
        request_id: expect.any(String),
      }),
    );
    expect(lines.join('\n')).not.toContain(server.login!.password);
    expect(lines.join('\n')).not.toContain('Bearer');
  });
});
