import { query } from '../../../src/common/database/statement.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { DocumentRegister, NumberSeriesExhausted } from '../../../src/documents/index.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let register: DocumentRegister;

beforeAll(async () => {
  t = await startTestApp({ database_pool_size: 20 });
  register = t.app.get(DocumentRegister, { strict: false });
  await t.dataSource.query(`CREATE TABLE test_papers (series text, sequence bigint, number text)`);
});
afterAll(() => t.close());

function series(key: string, prefix = 'R-'): { key: string; prefix: string; digits: number } {
  return { key, prefix, digits: 6 };
}

class ChangedMyMind extends Error {}

/** Issues one paper under the next number; `isRolledBack` gives the number back after all. */
function issue(key: string, isRolledBack = false): Promise<number> {
  return runInTransaction(t.dataSource, async (tx) => {
    const { sequence, number } = await register.next(tx, series(key));
    await query(tx, `INSERT INTO test_papers VALUES ($1::text, $2::bigint, $3::text)`, [
      key,
      sequence,
      number,
    ]);
    if (isRolledBack) throw new ChangedMyMind();
    return sequence;
  });
}

async function issued(key: string): Promise<number[]> {
  const text = `SELECT sequence::int FROM test_papers WHERE series = $1 ORDER BY sequence`;
  return (await t.dataSource.query<{ sequence: number }[]>(text, [key])).map(({ sequence }) => sequence);
}

async function lastNumber(key: string): Promise<number> {
  const text = `SELECT last_number::int FROM number_series WHERE key = $1`;
  return (await t.dataSource.query<{ last_number: number }[]>(text, [key]))[0]!.last_number;
}

it('starts at one, counts on, and keeps each series to itself', async () => {
  await runInTransaction(t.dataSource, async (tx) => {
    expect(await register.next(tx, series('plain'))).toEqual({ sequence: 1, number: 'R-000001' });
    expect(await register.next(tx, series('plain'))).toEqual({ sequence: 2, number: 'R-000002' });
    expect(await register.next(tx, series('other', 'X'))).toEqual({ sequence: 1, number: 'X000001' });
  });
});

it('goes by its stored settings once it exists', async () => {
  await runInTransaction(t.dataSource, (tx) => register.next(tx, series('stored', 'OLD-')));
  await t.dataSource.query(`UPDATE number_series SET prefix = 'NEW-', digits = 3 WHERE key = 'stored'`);
  const next = await runInTransaction(t.dataSource, (tx) => register.next(tx, series('stored', 'OLD-')));
  expect(next.number).toBe('NEW-002');
});

it('gives fifty tills at once fifty numbers without gaps, though every third changes its mind', async () => {
  const papers = Array.from({ length: 50 }, (_, index) =>
    issue('busy', index % 3 === 0).catch((error: unknown) => error),
  );
  const outcomes = await Promise.all(papers);
  const kept = outcomes.filter((outcome) => typeof outcome === 'number');
  expect(outcomes.filter((outcome) => outcome instanceof ChangedMyMind)).toHaveLength(17);
  expect(kept).toHaveLength(33);
  const gapless = Array.from({ length: 33 }, (_, index) => index + 1);
  expect(await issued('busy')).toEqual(gapless);
  expect(await lastNumber('busy')).toBe(33);
  expect(await issue('busy')).toBe(34);
});

it('ends at its last number, with no number beyond it and none lost', async () => {
  await issue('short');
  await t.dataSource.query(`UPDATE number_series SET max_number = 3 WHERE key = 'short'`);
  const attempts = await Promise.all(
    Array.from({ length: 5 }, () => issue('short').catch((error: unknown) => error)),
  );
  expect(attempts.filter((each) => typeof each === 'number').sort()).toEqual([2, 3]);
  for (const refusal of attempts.filter((each) => typeof each !== 'number')) {
    expect(refusal).toBeInstanceOf(NumberSeriesExhausted);
  }
  expect(await issued('short')).toEqual([1, 2, 3]);
});

it('is held to its last number by the database itself', async () => {
  await issue('held');
  await t.dataSource.query(`UPDATE number_series SET max_number = 1 WHERE key = 'held'`);
  const beyond = t.dataSource.query(`UPDATE number_series SET last_number = 2 WHERE key = 'held'`);
  await expect(beyond).rejects.toMatchObject({ constraint: 'ck_number_series_last_number' });
});
