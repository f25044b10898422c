import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { PartitionStockMovements1795400000250 } from '../../../migrations/1795400000250-PartitionStockMovements.js';
import { databaseOptions } from '../../../src/config/database.config.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { ADMIN_URL, onServer, withDatabase } from '../../support/test-database.js';
import { record } from './stock-history-harness.js';

const NAME = `opentill_test_partitioning_${process.pid}`;
const url = (): string => withDatabase(process.env[ADMIN_URL]!, NAME);

/** What hangs on the table, and what reads it, in PostgreSQL's own words. */
const CATALOG = `
  SELECT conname || ' ' || pg_get_constraintdef(oid) AS text FROM pg_constraint
  WHERE conrelid = 'stock_movements'::regclass AND contype <> 'n'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE tablename = 'stock_movements'
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'stock_movements'::regclass AND NOT tgisinternal
  UNION ALL SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
  UNION ALL SELECT relname || ' ' || relacl::text FROM pg_class WHERE relname LIKE 'rpt_%' AND relacl IS NOT NULL
  UNION ALL SELECT column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
  FROM information_schema.columns WHERE table_name = 'stock_movements' ORDER BY 1`;

const ROWS = `SELECT m::text AS text FROM stock_movements m ORDER BY id`;

async function migrated(list: typeof migrations): Promise<DataSource> {
  const dataSource = new DataSource(databaseOptions(url(), 2, { entities: [], migrations: list }));
  await dataSource.initialize();
  await dataSource.runMigrations({ transaction: 'each' });
  return dataSource;
}

/** Read again, PostgreSQL writes the same casts in other places. */
const plain = (text: string): string =>
  text.replace(' ON ONLY ', ' ON ').replaceAll(/::(character varying|text)|\[\]|[()\s]/g, '');

const texts = async (dataSource: DataSource, sql: string): Promise<string[]> =>
  (await dataSource.query<{ text: string }[]>(sql)).map(({ text }) => plain(text));

/** Goods that came four months ago, left two months ago, and partly came back now. */
async function someMovements(dataSource: DataSource): Promise<void> {
  const [{ id: product_id }] = await dataSource.query<[{ id: string }]>(
    `INSERT INTO products (id, sku, name, price, unit_id)
     SELECT uuidv7(), 'KEPT', 'Kept', 1, id FROM units LIMIT 1 RETURNING id`,
  );
  const monthsAgo = (months: number): Date => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 20));
  };
  const entry = (months: number, quantity: number) => ({
    ...{ product_id, location_id: DEFAULT_LOCATION_ID, quantity, unit_cost: 2 },
    ...{ recorded: monthsAgo(months), occurred: monthsAgo(months), business_date: '2026-11-20' },
  });
  const [, sold] = await record(dataSource, [entry(4, 10), entry(2, -3)]);
  await record(dataSource, [{ ...entry(0, 1), reverses_id: sold }]);
}

beforeAll(() => onServer(process.env[ADMIN_URL]!, (client) => client.query(`CREATE DATABASE ${NAME}`)));
afterAll(() =>
  onServer(process.env[ADMIN_URL]!, (client) => client.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`)),
);

it('partitioning keeps every movement and all that hangs on the table, and can be taken back', async () => {
  const at = migrations.indexOf(PartitionStockMovements1795400000250);
  const before = await migrated(migrations.slice(0, at));
  await someMovements(before);
  await before.query(`GRANT SELECT ON rpt_sale_costs TO PUBLIC`);
  const [catalog, rows] = [await texts(before, CATALOG), await texts(before, ROWS)];
  expect(rows).toHaveLength(3);
  await before.destroy();

  const after = await migrated(migrations.slice(0, at + 1));
  expect(await texts(after, ROWS)).toEqual(rows);
  const partitions = `SELECT DISTINCT tableoid::regclass::text AS text FROM stock_movements`;
  expect((await texts(after, partitions)).every((name) => /_\d{4}_\d{2}$/.test(name))).toBe(true);
  const kept = await texts(after, CATALOG);
  for (const text of catalog) expect(kept).toContain(text);
  await expect(after.query(`SELECT count(*) FROM rpt_sale_costs, rpt_stock_losses`)).resolves.toHaveLength(1);

  await after.undoLastMigration({ transaction: 'each' });
  expect(await texts(after, ROWS)).toEqual(rows);
  expect(await texts(after, CATALOG)).toEqual(catalog);
  await after.destroy();
});
