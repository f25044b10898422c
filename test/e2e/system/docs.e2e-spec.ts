import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('documentation', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.close());

  it('describes the API in OpenAPI 3.1 to everybody', async () => {
    const { body, headers } = await t.http.get('/v1/openapi.json').expect(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(body).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Opentill', version: expect.any(String) },
    });
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/', '/health', '/metrics', '/v1/sales', '/v1/products/{id}']),
    );
    expect(body.components.securitySchemes).toMatchObject({
      bearer: { type: 'http', scheme: 'bearer' },
      api_key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    });
  });

  it('says what repeating a write and changing a version need', async () => {
    const { body } = await t.http.get('/v1/openapi.json').expect(200);
    const namesOf = (operation: { parameters: { name: string }[] }): string[] =>
      operation.parameters.map(({ name }) => name);
    expect(namesOf(body.paths['/v1/sales'].post)).toEqual(
      expect.arrayContaining(['Idempotency-Key', 'dry_run']),
    );
    expect(namesOf(body.paths['/v1/settings/{id_or_key}'].patch)).toContain('If-Match');
  });

  it('is the same at the alias', async () => {
    const { text } = await t.http.get('/v1/openapi.json').expect(200);
    expect((await t.http.get('/api/v1/openapi.json').expect(200)).text).toBe(text);
  });

  /** Everything a page loads must come from here, and be allowed to by its own policy. */
  const loadedBy = async (page: string): Promise<string[]> => {
    const { text, headers } = await t.http.get(page).expect(200);
    expect(headers['content-type']).toContain('text/html');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*[^<\s]/);
    const addresses = [...text.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, address]) => address!);
    return addresses
      .map((address) => new URL(address, `http://here${page}`))
      .map(({ host, pathname }) => {
        expect(host).toBe('here');
        return pathname;
      });
  };

  it.each(['/docs', '/redoc'])('%s is a page that loads everything from this server', async (page) => {
    const addresses = await loadedBy(page);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) {
      const { headers } = await t.http.get(address).expect(200);
      expect(headers['content-type']).toMatch(/javascript|css|image/);
    }
  });

  it('ReDoc starts with this description and its own bundle', async () => {
    const { text } = await t.http.get('/redoc/start.js').expect(200);
    expect(text).toContain("fetch('/v1/openapi.json')");
    const bundle = await t.http.get('/redoc/redoc.standalone.js').buffer(true).expect(200);
    expect(bundle.text).toMatch(/export\s*\{[^}]*\binit\b/);
  });
});
