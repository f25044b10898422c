import { parse } from 'csv-parse/sync';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Import {
  id: string;
  status: string;
  total_rows: number;
  created_count: number;
  updated_count: number;
  unchanged_count: number;
  rejected_count: number;
}

interface Row {
  row: number;
  sku: string | null;
  verdict: string;
  errors: { field: string; value: unknown; code: string }[];
}

interface Problem {
  code: string;
  errors?: { field: string; code: string }[];
}

const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';

describe('product import and export', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  const send = (body: string, type = CSV, query = '') =>
    t.http
      .post(`/v1/products/import${query}`)
      .set('authorization', `Bearer ${admin.token}`)
      .set('content-type', type)
      .send(body);

  async function imported(body: string, type = CSV, query = ''): Promise<{ done: Import; rows: Row[] }> {
    const { id } = (await send(body, type, query).expect(202)).body as Import;
    await t.drainJobs();
    const done = (await admin.get(`/v1/products/import/${id}`).expect(200)).body as Import;
    const rows = (await admin.get(`/v1/products/import/${id}/rows`).expect(200)).body as Row[];
    return { done, rows };
  }

  const counts = ({ created_count, updated_count, unchanged_count, rejected_count }: Import): number[] => [
    created_count,
    updated_count,
    unchanged_count,
    rejected_count,
  ];

  it('creates products with all they name, and says unchanged the second time', async () => {
    const file = [
      'sku,name,price,category,brand,barcodes,plu,unit,is_weighed,min_stock_level,attributes',
      'TEA1,"Green tea, 100 g",4.95,Drinks > Tea,Northwind,4006381333931 96385074,,pc,no,5,"{""organic"":true}"',
      'APL1,Apples,2.49,Fruit,,,4011,kg,yes,,',
    ].join('\r\n');
    const first = await imported(file);
    expect(first.done).toMatchObject({ status: 'completed', total_rows: 2 });
    expect(counts(first.done)).toEqual([2, 0, 0, 0]);

    const [tea] = (await admin.get('/v1/products?q=TEA1').expect(200)).body as Record<string, unknown>[];
    expect(tea).toMatchObject({
      name: 'Green tea, 100 g',
      price: 4.95,
      category: 'Tea',
      brand: 'Northwind',
      barcodes: ['4006381333931', '96385074'],
      attributes: { organic: true },
      min_stock_level: 5,
    });
    expect(counts((await imported(file)).done)).toEqual([0, 0, 2, 0]);
  });

  it('names row, field, received value and code of everything that is wrong, and imports the rest', async () => {
    const { done, rows } = await imported(
      [
        'sku,name,price,unit,barcodes,lifecycle_status,category',
        'BAD1,,"1,5",pc,,,',
        ',No sku,1,pc,,,',
        'BAD2,Wrong,-1,barrel,123456789013,,',
        'BAD3,Sold off,1,pc,,archived,',
        'GOOD1,Good,1,pc,,,',
        'good1,Good again,2,pc,,,',
        'BAD4,Stolen code,1,pc,4006381333931,,',
      ].join('\n'),
    );
    expect(counts(done)).toEqual([1, 0, 0, 6]);
    const faults = rows.map(({ row, errors }) => [
      row,
      ...errors.map(({ field, value, code }) => [field, value, code]),
    ]);
    expect(faults).toEqual([
      [1, ['price', '1,5', 'NOT_A_NUMBER'], ['name', null, 'IS_TEXT']],
      [2, ['sku', null, 'SKU_REQUIRED']],
      [
        3,
        ['price', -1, 'IS_MONEY'],
        ['barcodes', ['123456789013'], expect.any(String)],
        ['unit', 'barrel', 'UNIT_NOT_FOUND'],
      ],
      [4, ['lifecycle_status', 'archived', 'INVALID_STATUS']],
      [5],
      [6, ['sku', 'good1', 'REPEATED_SKU']],
      [7, ['barcodes', ['4006381333931'], 'BARCODE_TAKEN']],
    ]);
    const rejected = await admin.get(`/v1/products/import/${done.id}/rows?verdict=rejected&count=true`);
    expect(rejected.headers['x-total-count']).toBe('6');
  });

  it('changes only what is said, clears what is to be cleared, and keeps the rules of the lifecycle', async () => {
    await imported('sku,name,price,cost_price,description\nCH1,Before,5,2,Long\nCH2,Other,5,,');
    const { done, rows } = await imported(
      'sku,price,description,lifecycle_status\nCH1,6,\\N,phase_out\nCH2,,,archived',
    );
    expect(counts(done)).toEqual([0, 1, 0, 1]);
    expect(rows[1]!.errors).toMatchObject([{ field: 'lifecycle_status', code: 'TRANSITION_FORBIDDEN' }]);
    const [changed] = (await admin.get('/v1/products?q=CH1').expect(200)).body as { id: string }[];
    expect(changed).toMatchObject({
      name: 'Before',
      price: 6,
      cost_price: 2,
      description: null,
      lifecycle_status: 'phase_out',
      version: 2,
    });
    const history = (await admin.get(`/v1/products/${changed!.id}/lifecycle`).expect(200)).body as object[];
    expect(history).toMatchObject([{ from_status: 'active', to_status: 'phase_out', reason: 'import' }]);
    const log = await admin.get(`/v1/audit-log?subject_id=${changed!.id}&action=product.updated`).expect(200);
    expect(log.body).toMatchObject([{ before: { price: 5 }, after: { price: 6 } }]);
  });

  it('holds rows to the definitions of attributes, but not products that were there before them', async () => {
    await imported('sku,name,price,category\nAT0,Before,1,Wine');
    const [wine] = (await admin.get('/v1/categories?q=Wine').expect(200)).body as { id: string }[];
    const vintage = { code: 'vintage', name: 'Vintage', type: 'number', is_required: true };
    await admin.post('/v1/product-attributes', { ...vintage, category_id: wine!.id }).expect(201);
    const { done, rows } = await imported(
      [
        'sku,name,price,category,attributes',
        'AT0,Before,2,Wine,',
        'AT1,No year,1,Wine > Red,',
        'AT2,Odd year,1,Wine,"{""vintage"":""old""}"',
        'AT3,Good year,1,Wine > Red,"{""vintage"":2019}"',
      ].join('\n'),
    );
    expect(counts(done)).toEqual([1, 1, 0, 2]);
    expect(rows.map(({ errors }) => errors.map(({ code }) => code))).toEqual([
      [],
      ['ATTRIBUTE_REQUIRED'],
      ['ATTRIBUTE_VALUE'],
      [],
    ]);
  });

  it('keeps nothing of a dry run but its verdicts', async () => {
    const { done, rows } = await imported(
      '{"sku":"DRY1","name":"Dry","price":1,"category":"Never made"}\n{"sku":"TEA1","price":9}\nno json\n',
      NDJSON,
      '?dry_run=true',
    );
    expect(counts(done)).toEqual([1, 1, 0, 1]);
    expect(rows[2]!.errors).toMatchObject([{ field: 'row', code: 'NOT_AN_OBJECT' }]);
    expect((await admin.get('/v1/products?q=DRY1').expect(200)).body).toEqual([]);
    expect((await admin.get('/v1/products?q=TEA1').expect(200)).body).toMatchObject([{ price: 4.95 }]);
    expect((await admin.get('/v1/categories?q=Never').expect(200)).body).toEqual([]);
  });

  it.each([
    ['csv', CSV],
    ['ndjson', NDJSON],
  ])('exports %s that comes back unchanged, strange names included', async (format, type) => {
    const names = ['=cmd()', "'-x", 'Say "hi", twice', 'Zwei\nZeilen', 'Ünïcödé ☕'];
    for (const [at, name] of names.entries()) {
      const sku = `ODD${format}${at}`;
      const lines = { sku, name, price: 1.25, description: '  laid out\n ', attributes: { a: [1, null] } };
      await admin.post('/v1/products', lines).expect(201);
    }
    const { text } = await admin.get(`/v1/products/export?format=${format}`).buffer(true).expect(200);
    const { done } = await imported(text, type);
    expect(done.total_rows).toBeGreaterThan(names.length);
    expect(counts(done)).toEqual([0, 0, done.total_rows, 0]);
  });

  it('leaves costs out of the file of those who may not see them', async () => {
    const user = await t.as('cashier');
    const { text } = await user.get('/v1/products/export').buffer(true).expect(200);
    const [header] = parse(text);
    expect(header).toContain('price');
    expect(header).not.toContain('cost_price');
  });

  it.each([
    ['an unknown column', 'sku,colour\nX,blue', 422, 'column.2'],
    ['no sku column', 'name,price\nX,1', 422, 'sku'],
    ['a column twice', 'sku,name,name\nX,a,b', 422, 'column.3'],
  ])('refuses a header with %s', async (_, body, status, field) => {
    const problem = (await send(body).expect(status)).body as Problem;
    expect(problem.errors).toMatchObject([{ field }]);
  });

  it.each([
    ['an open quote', 'sku,name\nX,"abc', CSV, 422, 'FILE_UNREADABLE'],
    ['too many cells', 'sku,name\nX,a,b', CSV, 422, 'FILE_UNREADABLE'],
    ['no rows', 'sku,name\n', CSV, 422, 'EMPTY_FILE'],
    ['another type', '<xml/>', 'application/xml', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('keeps nothing of a file with %s', async (_, body, type, status, code) => {
    const before = (await admin.get('/v1/products/import?count=true')).headers['x-total-count'];
    expect((await send(body, type).expect(status)).body).toMatchObject({ code });
    expect((await admin.get('/v1/products/import?count=true')).headers['x-total-count']).toBe(before);
  });

  it('takes a file only where one is expected', async () => {
    const authorization = `Bearer ${admin.token}`;
    const request = t.http.post('/v1/products').set({ authorization, 'content-type': CSV });
    await request.send('sku\nX').expect(415);
  });

  it('tells its progress as it happens and stops when told to', async () => {
    const { id } = (await send('sku,name,price\nST1,Stream,1').expect(202)).body as Import;
    const stream = admin.get(`/v1/products/import/${id}/stream`).buffer(true);
    const [answer] = await Promise.all([
      stream,
      new Promise((done) => setTimeout(done, 700)).then(() => t.drainJobs()),
    ]);
    expect(answer.headers['content-type']).toContain('text/event-stream');
    expect(answer.text).toContain('"status":"queued"');
    expect(answer.text).toContain('"status":"completed"');

    const next = (await send('sku,name,price\nST2,Never,1').expect(202)).body as Import;
    await admin.post(`/v1/products/import/${next.id}/cancel`).expect(200);
    await t.drainJobs();
    expect((await admin.get('/v1/products?q=ST2').expect(200)).body).toEqual([]);
    const again = await admin.post(`/v1/products/import/${next.id}/cancel`).expect(409);
    expect(again.body).toMatchObject({ code: 'IMPORT_OVER', status: 409 });
  });

  it('lists imports, and tells nothing but what it promises', async () => {
    const { body } = await admin.get('/v1/products/import?limit=1').expect(200);
    const [latest] = body as Import[];
    const one = (await admin.get(`/v1/products/import/${latest!.id}`).expect(200)).body as Import;
    expect(latest).toEqual(one);
    expect(JSON.stringify(one)).not.toMatch(/__key|actor_username|"ip"/);
  });

  it('needs catalog:write', async () => {
    const cashier = await t.as('cashier');
    await cashier.post('/v1/products/import', {}).expect(403);
    await admin.post('/v1/products/import', { sku: 'X' }).expect(415);
    await admin.get('/v1/products/import/00000000-0000-7000-8000-00000000dead').expect(404);
  });
});
