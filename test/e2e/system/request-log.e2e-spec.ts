import { Logger } from '@nestjs/common';
import { CapturedLog } from '../../support/capture-log.js';
import { ADMIN, startTestApp, type TestApp } from '../../support/test-app.js';

describe('the log', () => {
  const log = new CapturedLog();
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp({ log_level: 'debug' }, { log });
  });
  afterAll(() => t.close());

  const requestLine = (path: string) =>
    log.lines.find((line) => line['msg'] === 'request' && line['path'] === path);

  it('has one line for a request: who asked for what, and how it went', async () => {
    const admin = await t.as('admin');
    await admin.get('/v1/customers?q=secret-customer').set('x-request-id', 'line-1').expect(200);
    expect(log.lines.filter((line) => line['request_id'] === 'line-1')).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        request_id: 'line-1',
        method: 'GET',
        path: '/v1/customers',
        route: '/v1/customers',
        status: 200,
        duration_ms: expect.any(Number),
        actor_id: admin.user_id,
        ip: expect.any(String),
        msg: 'request',
      },
    ]);
    expect(log.text).not.toContain('secret-customer');
  });

  it('tells of probes only while debugging', async () => {
    await t.http.get('/health').expect(200);
    expect(requestLine('/health')).toMatchObject({ level: 'debug' });
  });

  it('never holds what people and machines sign in with', async () => {
    const signedIn = await t.http.post('/v1/auth/login').send(ADMIN).expect(200);
    await t.http.get('/v1/settings').set('x-api-key', 'key-of-a-machine').set('cookie', 'session=crumb');
    new Logger('Test').warn({
      msg: 'careless',
      password: ADMIN.password,
      nested: { refresh_token: signedIn.body.refresh_token },
    });
    expect(log.lines.find((line) => line['msg'] === 'careless')).toMatchObject({
      level: 'warn',
      context: 'Test',
      password: '[redacted]',
      nested: { refresh_token: '[redacted]' },
    });
    for (const secret of [
      ADMIN.password,
      signedIn.body.access_token,
      signedIn.body.refresh_token,
      'key-of-a-machine',
      'crumb',
    ]) {
      expect(log.text).not.toContain(secret);
    }
  });

  it('keeps the stack of an unexpected error under the request id that the answer names', async () => {
    const admin = await t.as('admin');
    await t.dataSource.query('ALTER TABLE settings RENAME TO settings_gone');
    const { body } = await admin.get('/v1/settings').expect(500);
    await t.dataSource.query('ALTER TABLE settings_gone RENAME TO settings');
    expect(body).toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(JSON.stringify(body)).not.toContain('settings');
    const line = log.lines.find(
      (each) => each['request_id'] === body.request_id && each['level'] === 'error',
    );
    expect(line).toMatchObject({
      context: 'Problem',
      code: 'INTERNAL_ERROR',
      err: { code: '42P01', stack: expect.stringContaining('relation "settings" does not exist') },
    });
  });
});
