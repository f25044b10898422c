import { ListDocumentsQuery } from '../../../src/documents/lists/dto/list-documents.query.js';
import { DocumentSearch } from '../../../src/documents/lists/document-search.query.js';
import { callerOf, FakeDocuments, NOTE } from '../../support/fake-documents.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let notes: FakeDocuments;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  notes = await FakeDocuments.in(t);
  admin = await t.as('admin');
  const caller = callerOf(admin);
  const done = await notes.open(caller, {
    amount: 20,
    external_reference: 'AB_77',
    business_date: '2026-02-03',
  });
  await notes.move(caller, { id: done.id, action: 'complete' });
  await notes.open(caller, { amount: 5, notes: 'for 100% sure' });
});
afterAll(() => t.close());

async function found(query: string): Promise<{ number: string; total_amount: number | null }[]> {
  const { body } = await admin.get(`/v1/documents?sort=number&${query}`).expect(200);
  return body as { number: string; total_amount: number | null }[];
}

it.each([
  [`type=${NOTE}`, ['N-0001', 'N-0002']],
  ['type=purchase_order', []],
  ['status=done', ['N-0001']],
  ['status_meaning=draft', ['N-0002']],
  ['from=2026-02-01&to=2026-02-03', ['N-0001']],
  ['q=b_7', ['N-0001']],
  ['q=bx7', []],
  ['q=100%25', ['N-0002']],
  ['q=n-000', ['N-0001', 'N-0002']],
])('finds by %s', async (query, numbers) => {
  expect((await found(query)).map(({ number }) => number)).toEqual(numbers);
});

it('pages, and counts', async () => {
  const first = await admin.get('/v1/documents?limit=1&count=true').expect(200);
  expect(first.headers['x-total-count']).toBe('2');
  expect(first.body).toEqual([
    expect.objectContaining({ number: 'N-0002', status: 'draft', total_amount: 5 }),
  ]);
  const next = /<([^>]+)>/.exec(first.headers['link']!)![1]!;
  expect((await admin.get(next).expect(200)).body).toEqual([expect.objectContaining({ number: 'N-0001' })]);
});

it('hides what types the caller may not read, and amounts from those who see no costs', async () => {
  const search = t.app.get(DocumentSearch, { strict: false });
  const request = Object.assign(new ListDocumentsQuery(), { limit: 10 });
  const stranger = callerOf(admin, 'stranger', ['documents:read', 'costs:read']);
  expect((await search.list(stranger, request)).items).toEqual([]);
  const cashier = await t.as('cashier');
  const { body } = await cashier.get('/v1/documents').expect(200);
  expect((body as { total_amount: null }[]).map(({ total_amount }) => total_amount)).toEqual([null, null]);
});
