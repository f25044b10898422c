import type { Caller } from '../../../src/common/auth/caller.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { Events } from '../../../src/common/jobs/events.js';
import { Clock } from '../../../src/common/time/clock.js';
import type { NumberSeriesRunningOut } from '../../../src/documents/index.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/default-ids.js';
import { callerOf, FakeDocuments, NOTE } from '../../support/fake-documents.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let notes: FakeDocuments;
let admin: Client;
let caller: Caller;
const warnings: NumberSeriesRunningOut[] = [];

beforeAll(async () => {
  t = await startTestApp({ database_pool_size: 12 });
  notes = await FakeDocuments.in(t);
  admin = await t.as('admin');
  caller = callerOf(admin);
  const seen = (event: NumberSeriesRunningOut): unknown => warnings.push(event);
  t.app
    .get(Events, { strict: false })
    .observe<NumberSeriesRunningOut>('documents.number_series_running_out', seen);
});
afterEach(() => {
  jest.restoreAllMocks();
  notes.calm();
});
afterAll(() => t.close());

const code = (value: string): object => expect.objectContaining({ code: value }) as object;

async function setSeries(fields: string): Promise<void> {
  await t.dataSource.query(`UPDATE number_series SET ${fields} WHERE key = '${NOTE}'`);
}

async function lastNumber(): Promise<{ last_number: number; year: number | null }> {
  const text = `SELECT last_number::int, year FROM number_series WHERE key = '${NOTE}'`;
  return (await t.dataSource.query<{ last_number: number; year: number | null }[]>(text))[0]!;
}

function inYear(year: number): void {
  jest.spyOn(t.app.get(Clock, { strict: false }), 'now').mockReturnValue(new Date(Date.UTC(year, 5, 1, 12)));
}

it('numbers twenty documents at once without a gap, though every third is given up', async () => {
  const before = (await lastNumber()).last_number;
  const open = (index: number): Promise<string | null> =>
    runInTransaction(t.dataSource, async (tx) => {
      const fields = { type: NOTE, location_id: DEFAULT_LOCATION_ID, currency: 'EUR', time_zone: 'UTC' };
      const { number } = await notes.workflow.open(tx, caller, fields);
      if (index % 3 === 0) throw new Error('given up');
      return number;
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => open(index)));
  const numbers = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])).sort();
  const expected = Array.from(
    { length: 13 },
    (_, index) => `N-${String(before + index + 1).padStart(4, '0')}`,
  );
  expect(numbers).toEqual(expected);
  expect((await lastNumber()).last_number).toBe(before + 13);
});

it('takes the series of the user before that of the location before that of the type', async () => {
  const manager = await t.as('manager');
  await admin
    .post('/v1/number-series', { type: NOTE, location_id: DEFAULT_LOCATION_ID, prefix: 'LOC-', digits: 3 })
    .expect(201);
  await admin.post('/v1/number-series', { type: NOTE, user_id: manager.user_id, prefix: 'OWN-' }).expect(201);
  expect((await notes.open(callerOf(manager))).number).toBe('OWN-000001');
  expect((await notes.open(caller)).number).toBe('LOC-001');
  expect((await notes.open(caller, { location_id: null })).number).toMatch(/^N-/);
  await t.dataSource.query(`UPDATE number_series SET is_active = false WHERE prefix IN ('OWN-', 'LOC-')`);
  expect((await notes.open(callerOf(manager))).number).toMatch(/^N-/);
});

it('starts again with the new year before it looks at the last number, and previews so', async () => {
  await setSeries(`prefix = 'N{yy}-', reset_yearly = true, year = 2027, last_number = 99, max_number = 99`);
  inYear(2027);
  await expect(notes.open(caller)).rejects.toEqual(code('NUMBER_SERIES_EXHAUSTED'));
  const { body: old } = await admin.get(`/v1/number-series?type=${NOTE}&key_prefix=${NOTE}`).expect(200);
  expect((old as object[])[0]).toMatchObject({ next_number: null, is_running_out: true });
  inYear(2028);
  const { body: fresh } = await admin.get(`/v1/number-series?type=${NOTE}&key_prefix=${NOTE}`).expect(200);
  expect((fresh as object[])[0]).toMatchObject({ next_number: 'N28-0001', is_running_out: false });
  expect((await notes.open(caller)).number).toBe('N28-0001');
  expect(await lastNumber()).toEqual({ last_number: 1, year: 2028 });
  await setSeries(`prefix = 'N-', reset_yearly = false, year = NULL, last_number = 500, max_number = NULL`);
});

it('warns once, by the number that crosses nine tenths', async () => {
  warnings.length = 0;
  await setSeries(`last_number = 588, max_number = 655`);
  for (let count = 0; count < 4; count++) await notes.open(caller);
  expect(warnings).toEqual([expect.objectContaining({ key: NOTE, last_number: 590, max_number: 655 })]);
  await setSeries(`max_number = NULL`);
});

it('invents no number where no series is: the document is not made', async () => {
  await setSeries(`is_active = false`);
  await expect(notes.open(caller)).rejects.toEqual(code('NUMBER_SERIES_MISSING'));
  await setSeries(`is_active = true`);
});

describe('a fiscal type', () => {
  beforeAll(async () => {
    const series = [admin.user_id, NOTE];
    await t.dataSource.query(
      `INSERT INTO number_series (id, key, prefix, digits, last_number, type_code, user_id, is_fiscal)
       VALUES (uuidv7(), 'fiscal', 'F-', 10, 700, $2, $1, true)`,
      series,
    );
    await t.dataSource.query(`
      UPDATE document_types SET is_fiscal = true WHERE code = '${NOTE}';
      UPDATE document_statuses SET issues_number = (code = 'done') WHERE type_code = '${NOTE}'`);
  });

  it('draws no number for a draft, one on issue, and none again on its second issue', async () => {
    const { id, number } = await notes.open(caller);
    expect(number).toBeNull();
    const done = await notes.move(caller, { id, action: 'complete' });
    expect(done.document.number).toBe('F-0000000701');
    await notes.move(caller, { id, action: 'cancel' });
    const again = await notes.move(caller, { id, action: 'complete' });
    expect(again.document.number).toBe('F-0000000701');
  });

  it('leaves no gap when issuing fails, nor when drafts are cancelled or deleted', async () => {
    const failed = await notes.open(caller);
    notes.kind.failure = new Error('no stock');
    await expect(notes.move(caller, { id: failed.id, action: 'complete' })).rejects.toThrow('no stock');
    notes.calm();
    await notes.move(caller, { id: failed.id, action: 'cancel' });
    const next = await notes.open(caller);
    expect((await notes.move(caller, { id: next.id, action: 'complete' })).document.number).toBe(
      'F-0000000702',
    );
    await expectNoDrift(admin);
  });

  it('never deletes a document that has a number', async () => {
    const { id } = await notes.open(caller);
    await t.dataSource.query(`UPDATE document_statuses SET issues_number = true WHERE type_code = '${NOTE}'`);
    await notes.move(caller, { id, action: 'submit' });
    await notes.move(caller, { id, action: 'return' });
    const remove = runInTransaction(t.dataSource, async (tx) =>
      notes.workflow.remove(tx, caller, await notes.workflow.lock(tx, id, NOTE)),
    );
    await expect(remove).rejects.toEqual(code('DOCUMENT_NOT_DELETABLE'));
  });
});

it('leaves everything in order', async () => {
  await expectNoDrift(admin);
});
