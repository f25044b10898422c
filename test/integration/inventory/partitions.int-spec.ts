import { query, queryOne } from '../../../src/common/database/statement.js';
import { hasSqlState } from '../../../src/common/database/sql-state.js';
import { d, openLedger, source, type LedgerHarness } from './ledger-harness.js';
import { makePartitions, record, type Entry } from './stock-history-harness.js';

let h: LedgerHarness;
beforeAll(async () => {
  h = await openLedger();
});
afterAll(() => h.close());

async function partitions(): Promise<string[]> {
  const rows = await query<{ name: string }>(
    h.dataSource,
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'stock_movements'::regclass ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** `2027_07 3`: in which partition how many of a product's movements lie. */
async function layout(product_id: string): Promise<string[]> {
  const rows = await query<{ text: string }>(
    h.dataSource,
    `SELECT substring(tableoid::regclass::text FROM 17) || ' ' || count(*) AS text FROM stock_movements
     WHERE product_id = $1::uuid GROUP BY tableoid ORDER BY 1`,
    [product_id],
  );
  return rows.map(({ text }) => text);
}

function monthFromNow(months: number): { name: string; at: Date } {
  const now = new Date();
  const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 15));
  return { name: at.toISOString().slice(0, 7).replace('-', '_'), at };
}

function entry(product_id: string, recorded: Date, changes: Partial<Entry> = {}): Entry {
  return {
    product_id,
    location_id: h.place.location_id,
    quantity: 5,
    unit_cost: 2,
    recorded,
    occurred: recorded,
    business_date: recorded.toISOString().slice(0, 10),
    ...changes,
  };
}

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

describe('partitions of the movements', () => {
  it('are there for this month and the next three, and for what was before or comes later', async () => {
    const names = [0, 1, 2, 3].map((months) => `stock_movements_${monthFromNow(months).name}`);
    expect(await partitions()).toEqual([...names, 'stock_movements_ahead', 'stock_movements_before']);
  });

  it('take what is posted now', async () => {
    const product_id = await h.product();
    const line = { line_id: product_id, product_id, quantity: d(3), unit_cost: d(2) };
    await h.run((tx) => h.ledger.receive(tx, h.place, [line], source()));
    expect(await layout(product_id)).toEqual([`${monthFromNow(0).name} 1`]);
  });

  it('are made by several at once, once, with all months between', async () => {
    const make = (): Promise<{ made: number }> =>
      queryOne(h.dataSource, `SELECT stock_partition($1::date) AS made`, [monthFromNow(5).at]);
    const made = (await Promise.all([make(), make(), make()])).map((each) => each.made);
    expect(made.sort()).toEqual([0, 0, 2]);
    const there = await partitions();
    for (const months of [4, 5]) expect(there).toContain(`stock_movements_${monthFromNow(months).name}`);
  });

  it('that are missing fail nobody: the job moves the rows into their own, closed period or not', async () => {
    const product_id = await h.product();
    const [ahead, later, now] = [monthFromNow(7), monthFromNow(9), monthFromNow(0)];
    const [origin] = await record(h.dataSource, [
      entry(product_id, ahead.at),
      entry(product_id, later.at),
      entry(product_id, now.at),
    ]);
    await record(h.dataSource, [entry(product_id, ahead.at, { quantity: -5, reverses_id: origin })]);
    expect(await layout(product_id)).toEqual([`${now.name} 1`, 'ahead 3']);

    await query(
      h.dataSource,
      `INSERT INTO stock_periods (id, closed_until, closed_at, closed_by) VALUES ($1::uuid, $2, now(), $1::uuid)`,
      [product_id, later.at],
    );
    await makePartitions(h.dataSource, monthFromNow(4).at);
    await query(h.dataSource, `DELETE FROM stock_periods`);
    expect(await layout(product_id)).toEqual([`${now.name} 1`, `${ahead.name} 2`, 'ahead 1']);

    const broken = entry(product_id, ahead.at, { reverses_id: product_id });
    expect(await refusal(record(h.dataSource, [broken]))).toContain('fk_stock_movements_reverses');
    const constraints = await query<{ convalidated: boolean }>(
      h.dataSource,
      `SELECT DISTINCT convalidated FROM pg_constraint WHERE conname LIKE 'fk_stock_movements%'`,
    );
    expect(constraints).toEqual([{ convalidated: true }]);
  });

  it('of the past are made when a history is brought in', async () => {
    const product_id = await h.product();
    const past = monthFromNow(-3);
    await record(h.dataSource, [entry(product_id, past.at), entry(product_id, monthFromNow(-5).at)]);
    expect(await layout(product_id)).toEqual(['before 2']);
    await query(h.dataSource, `SELECT stock_partition($1::date)`, [past.at]);
    expect(await layout(product_id)).toEqual([`${past.name} 1`, 'before 1']);
  });

  it.each(['UPDATE % SET quantity = 9, value = 18', 'DELETE FROM %', 'TRUNCATE % CASCADE'])(
    'refuse "%s", each of them',
    async (text) => {
      const product_id = await h.product();
      await record(h.dataSource, [entry(product_id, monthFromNow(12).at)]);
      for (const name of [
        'stock_movements',
        'stock_movements_ahead',
        `stock_movements_${monthFromNow(7).name}`,
      ])
        expect(await refusal(h.dataSource.query(text.replace('%', name)))).toContain('append-only');
    },
  );

  it('call their indexes after those of the table, so that errors can be told apart', async () => {
    const strays = await query(
      h.dataSource,
      `SELECT indexname FROM pg_indexes WHERE tablename LIKE 'stock_movements_%'
         AND indexname !~ ('^(pk|ix)_stock_movements_?[a-z_]*' || substring(tablename FROM 16) || '$')`,
    );
    expect(strays).toEqual([]);
  });

  it('make way for a posting that takes its time, and are made when it is done', async () => {
    const product_id = await h.product();
    const month = monthFromNow(8);
    const make = (): Promise<unknown> => query(h.dataSource, `SELECT stock_partition($1::date)`, [month.at]);
    const line = { line_id: product_id, product_id, quantity: d(3), unit_cost: d(2) };
    await h.run(async (tx) => {
      await h.ledger.receive(tx, h.place, [line], source());
      const started = performance.now();
      const error = await make().then(
        () => undefined,
        (refused: unknown) => refused,
      );
      expect(hasSqlState(error, '55P03')).toBe(true);
      expect(performance.now() - started).toBeLessThan(900);
      await h.ledger.issue(tx, h.place, [{ ...line, quantity: d(1) }], source());
    });
    expect(await make()).toEqual([{ stock_partition: 1 }]);
    expect(await partitions()).toContain(`stock_movements_${month.name}`);
  });
});

describe('plans over many partitions', () => {
  const explain = async (sql: string): Promise<string> => {
    // As if there were many rows: nothing is gained by an index on a handful.
    const rows = await h.dataSource.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      return tx.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${sql}`);
    });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  it('read a page of a product from the newest partition on, without sorting', async () => {
    const plan = await explain(
      `SELECT id FROM stock_movements WHERE product_id = '${await h.product()}' ORDER BY id DESC LIMIT 20`,
    );
    expect(plan).toMatch(/Limit.*\n\s+-> {2}Append/);
    expect(plan).toContain('ix_stock_movements_product_');
    expect(plan).not.toContain('Sort');
  });

  it('look into one partition for an id', async () => {
    const { id } = await queryOne<{ id: string }>(h.dataSource, `SELECT id FROM stock_movements LIMIT 1`);
    expect(
      (await explain(`SELECT quantity FROM stock_movements WHERE id = '${id}'`)).match(
        / on stock_movements/g,
      ),
    ).toHaveLength(1);
  });
});
