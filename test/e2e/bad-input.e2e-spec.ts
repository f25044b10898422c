import { getMetadataStorage } from 'class-validator';
import { bodyRoutes, type BodyRoute } from '../support/routes.js';
import { expectNoDrift } from '../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../support/test-app.js';

interface Problem {
  status: number;
  code: string;
  title: string;
  request_id: string;
  errors?: { field: string; code: string; message: string }[];
}

const ABSURD: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  0.000001,
  '',
  'not-a-uuid',
  "'; DROP TABLE sales; --",
  '<script>alert(1)</script>',
  '\u0000',
  'x'.repeat(200_000),
  [],
  [[[]]],
  { $ne: 1 },
  { constructor: { prototype: {} } },
];

function fieldsOf({ dto }: BodyRoute): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}

describe('bad input', () => {
  let t: TestApp;
  let admin: Client;
  let routes: BodyRoute[];

  beforeAll(async () => {
    t = await startTestApp({ body_limit_bytes: 10_485_760 });
    admin = await t.as('admin');
    routes = bodyRoutes(t.app);
  });
  afterAll(async () => {
    await expectNoDrift(admin);
    await t.close();
  });

  const send = async (
    route: BodyRoute,
    body: unknown,
  ): Promise<{ status: number; body: Problem; type: string }> => {
    const answer = await t.http[route.method](route.path)
      .set('authorization', `Bearer ${admin.token}`)
      .set('content-type', 'application/json')
      .send(typeof body === 'string' ? body : JSON.stringify(body));
    return {
      status: answer.status,
      body: answer.body as Problem,
      type: String(answer.headers['content-type']),
    };
  };
  const describeCall = (route: BodyRoute, body: unknown): string =>
    `${route.method} ${route.path} ${(JSON.stringify(body) ?? '').slice(0, 120)}`;

  it('finds the routes it is about', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toContain('post /v1/sales');
  });

  it('answers bodies that are no object, or no JSON, with a problem', async () => {
    for (const route of routes) {
      for (const body of ['[]', '"text"', '12', 'null', '{"a":', '{"__proto__":{"x":1}}', '\u0000']) {
        const { status, type } = await send(route, body);
        expect([describeCall(route, body), status >= 400 && status < 500, type]).toEqual([
          describeCall(route, body),
          true,
          expect.stringContaining('application/problem+json') as string,
        ]);
      }
    }
  });

  it('names an unknown field on every route', async () => {
    for (const route of routes) {
      const { status, body } = await send(route, { no_such_field: 1 });
      const named = body.errors?.some(
        ({ field, code }) => field === 'no_such_field' && code === 'UNKNOWN_FIELD',
      );
      expect([describeCall(route, {}), status, named]).toEqual([describeCall(route, {}), 422, true]);
    }
  });

  it('names the field that holds a NUL byte, wherever it is', async () => {
    for (const route of routes) {
      for (const field of fieldsOf(route)) {
        for (const [value, path] of [
          ['a\0b', field],
          [{ deep: ['a\0b'] }, `${field}.deep.0`],
        ] as const) {
          const { status, body } = await send(route, { [field]: value });
          expect([describeCall(route, field), status, body.errors?.map((error) => error.field)]).toEqual([
            describeCall(route, field),
            422,
            [path],
          ]);
        }
      }
    }
  });

  it('never fails on absurd values, and never shows what is inside', async () => {
    for (const route of routes) {
      for (const field of fieldsOf(route)) {
        for (const value of ABSURD) {
          const answer = await send(route, { [field]: value });
          const call = describeCall(route, { [field]: value });
          expect([call, answer.status < 500]).toEqual([call, true]);
          if (answer.status < 400) continue;
          expect([call, answer.type]).toEqual([
            call,
            expect.stringContaining('application/problem+json') as string,
          ]);
          expect(JSON.stringify(answer.body)).not.toMatch(
            /\bat .*\.[jt]s:\d+|SELECT |INSERT |QueryFailed|node_modules/,
          );
          if (answer.status === 422)
            expect([call, (answer.body.errors ?? []).length > 0]).toEqual([call, true]);
        }
      }
    }
  }, 240_000);

  it('names bad ids in paths and bad values in queries', async () => {
    for (const path of [
      '/v1/sales/42',
      '/v1/products/x',
      '/v1/customers/1 OR 1=1',
      '/v1/users/%00',
      '/v1/roles/..%2f',
    ]) {
      const { status, body } = await admin.get(encodeURI(path).replaceAll('%25', '%'));
      expect([path, status]).toEqual([path, 422]);
      expect((body as Problem).errors).toEqual([
        expect.objectContaining({ code: expect.any(String) as string }),
      ]);
    }
    const wrong = [
      '/v1/sales?limit=0',
      '/v1/sales?limit=201',
      '/v1/sales?limit=ten',
      '/v1/sales?sort=password_hash',
      '/v1/sales?sort=toString',
      '/v1/sales?cursor=%00',
      '/v1/sales?cursor=WyItY3JlYXRlZF9hdCIsIngiLCJ5Il0',
      '/v1/sales?skip=1&cursor=abc',
      '/v1/sales?customer_id=1',
      '/v1/sales?start_date=2010-13-45',
      '/v1/sales?no_such_filter=1',
      '/v1/products?min_price=-1',
      '/v1/products?q=%00',
      '/v1/sales/analytics/revenue?start_date=2010-02-30&end_date=2010-03-01',
      '/v1/sales/daily-summary/yesterday',
      '/v1/reports/sales?days=-5',
      '/v1/reports/sales?group_by=second',
    ];
    for (const path of wrong) {
      const { status, body } = await admin.get(path);
      expect([path, status, ((body as Problem).errors ?? []).length > 0]).toEqual([path, 422, true]);
    }
  });

  it('answers protocol nonsense with problems too', async () => {
    const token = `Bearer ${admin.token}`;
    const cases: [Promise<{ status: number; headers: Record<string, string> }>, number][] = [
      [admin.get('/v1/no-such-route'), 404],
      [t.http.post('/v1/sales').set('authorization', token).set('content-type', 'text/csv').send('a,b'), 415],
      [admin.post('/v1/sales', {}).set('idempotency-key', 'with space'), 400],
      [admin.post('/v1/sales?dry_run=maybe', {}), 400],
      [admin.put(`/v1/sales/0198c7a2-7d3e-7c1a-9a51-3f0c5b8a1e77`, {}).set('if-match', 'yesterday'), 400],
      [t.http.get('/v1/sales').set('authorization', 'Bearer nonsense'), 401],
      [
        t.http
          .post('/v1/sales')
          .set('authorization', token)
          .send({ notes: 'x'.repeat(11_000_000) }),
        413,
      ],
    ];
    for (const [call, expected] of cases) {
      const { status, headers } = await call;
      expect([status, headers['content-type']]).toEqual([
        expected,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });
});
