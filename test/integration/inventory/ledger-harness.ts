import { DataSource } from 'typeorm';
import { newId } from '../../../src/common/database/new-id.js';
import { query, queryOne, type Queryable } from '../../../src/common/database/statement.js';
import { runInTransaction, type Tx } from '../../../src/common/database/tx.js';
import { Events } from '../../../src/common/jobs/events.js';
import { JobRegistry } from '../../../src/common/jobs/job-registry.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { databaseOptions } from '../../../src/config/database.config.js';
import {
  LOW_STOCK_REACHED,
  StockLedger,
  type LedgerPlace,
  type LowStockReached,
  type StockSource,
} from '../../../src/inventory/index.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { cloneTestDatabase } from '../../support/test-database.js';

export const d = (value: number | string): Decimal => new Decimal(value);

export interface ProductFacts {
  sku?: string;
  min_stock_level?: number;
  cost_price?: number;
  track_batches?: boolean;
  requires_expiry?: boolean;
  track_serials?: boolean;
}

export interface PlaceFacts {
  issue_order?: 'fifo' | 'fefo';
  batch_tracking_mode?: 'disabled' | 'optional' | 'enforced';
  default_expiry_days?: number;
}

export interface LedgerHarness {
  dataSource: DataSource;
  ledger: StockLedger;
  place: LedgerPlace;
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  product(facts?: ProductFacts): Promise<string>;
  location(allow_negative_stock: boolean, facts?: PlaceFacts): Promise<LedgerPlace>;
  /** From now on: the crossings told of, when asked. */
  lowStock(): () => object[];
  close(): Promise<void>;
}

/** A document that moves stock; every one is a minute younger than the one before. */
let minute = 0;
export function source(changes: Partial<StockSource> = {}): StockSource {
  return {
    type: 'sale',
    id: newId(),
    occurred_at: new Date(Date.UTC(2026, 10, 20, 8, minute++)),
    business_date: '2026-11-20',
    actor_id: newId(),
    ...changes,
  };
}

/** The ledger on a migrated database of its own, without the application around it. */
export async function openLedger(poolSize = 10): Promise<LedgerHarness> {
  const database = await cloneTestDatabase();
  const dataSource = new DataSource(
    databaseOptions(database.url, poolSize, { entities: [], migrations: [] }),
  );
  await dataSource.initialize();
  const events = new Events(new JobRegistry());
  return {
    dataSource,
    ledger: new StockLedger(events),
    place: { location_id: DEFAULT_LOCATION_ID, allow_negative_stock: false },
    run: (work) => runInTransaction(dataSource, work),
    product: async (facts: ProductFacts = {}) => {
      const { sku = newId(), min_stock_level = 0, cost_price = null } = facts;
      const flags = [facts.track_batches, facts.requires_expiry, facts.track_serials].map(
        (flag) => flag ?? false,
      );
      const row = await queryOne<{ id: string }>(
        dataSource,
        `INSERT INTO products (id, sku, name, price, unit_id, min_stock_level, cost_price,
           track_batches, requires_expiry, track_serials)
         SELECT $1::uuid, $2::text, 'Product ' || $2::text, 10, id, $3::numeric, $4::numeric, $5 OR $6, $6, $7
         FROM units LIMIT 1 RETURNING id`,
        [newId(), sku, min_stock_level, cost_price, ...flags],
      );
      return row.id;
    },
    location: async (allow_negative_stock, facts = {}) => {
      const location_id = newId();
      const { issue_order = 'fifo', batch_tracking_mode = 'optional', default_expiry_days = null } = facts;
      await query(
        dataSource,
        `INSERT INTO locations (id, code, name, allow_negative_stock, issue_order, batch_tracking_mode, default_expiry_days)
         VALUES ($1::uuid, upper(right($1::text, 10)), $1::text, $2, $3, $4, $5)`,
        [location_id, allow_negative_stock, issue_order, batch_tracking_mode, default_expiry_days],
      );
      return { location_id, allow_negative_stock };
    },
    lowStock: () => {
      const seen: object[] = [];
      events.observe<LowStockReached>(LOW_STOCK_REACHED, ({ location_id, on_hand, min_stock_level }) =>
        seen.push({ location_id, on_hand, min_stock_level }),
      );
      return () => seen;
    },
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

const FAULTS: Record<string, string> = {
  'level differs from its movements': `
    SELECT FROM stock_levels l LEFT JOIN (
      SELECT product_id, location_id, sum(quantity) AS quantity, sum(value) AS value
      FROM stock_movements GROUP BY 1, 2) m USING (product_id, location_id)
    WHERE l.on_hand <> coalesce(m.quantity, 0) OR l.stock_value <> coalesce(m.value, 0)`,
  'movements without a level': `
    SELECT FROM stock_movements m
    WHERE NOT EXISTS (SELECT FROM stock_levels l WHERE (l.product_id, l.location_id) = (m.product_id, m.location_id))`,
  'layer differs from its movements': `
    SELECT FROM cost_layers c LEFT JOIN (
      SELECT layer_id, sum(quantity) AS quantity FROM stock_movements GROUP BY 1) m ON m.layer_id = c.id
    WHERE c.remaining <> coalesce(m.quantity, 0)`,
  'layers do not sum to the level': `
    SELECT FROM stock_levels l LEFT JOIN (
      SELECT product_id, location_id, sum(remaining) AS quantity, sum(remaining * unit_cost) AS value
      FROM cost_layers GROUP BY 1, 2) c USING (product_id, location_id)
    WHERE l.on_hand <> coalesce(c.quantity, 0) OR l.stock_value <> coalesce(c.value, 0)`,
  'movement at another cost or place than its layer': `
    SELECT FROM stock_movements m JOIN cost_layers c ON c.id = m.layer_id
    WHERE (m.unit_cost, m.product_id, m.location_id) <> (c.unit_cost, c.product_id, c.location_id)`,
  'goods there while others are owed': `
    SELECT FROM cost_layers WHERE is_open GROUP BY product_id, location_id
    HAVING bool_or(is_provisional) AND NOT bool_and(is_provisional)`,
  'average cost is not value by quantity': `
    SELECT FROM stock_levels WHERE on_hand > 0 AND avg_cost IS DISTINCT FROM round(stock_value / on_hand, 4)`,
  'a reversal of a reversal, or of another product': `
    SELECT FROM stock_movements m JOIN stock_movements o ON o.id = m.reverses_id
    WHERE o.reverses_id IS NOT NULL OR sign(o.quantity) = sign(m.quantity) OR o.product_id <> m.product_id`,
  'more taken back than was moved': `
    SELECT FROM stock_movements o JOIN stock_movements m ON m.reverses_id = o.id
    WHERE m.kind <> 'true_up' GROUP BY o.id, o.quantity HAVING abs(sum(m.quantity)) > abs(o.quantity)`,
  'a line that gave back more than it took': `
    SELECT FROM stock_movements o LEFT JOIN (
      SELECT reverses_id, sum(quantity) AS quantity FROM stock_movements WHERE kind <> 'true_up' GROUP BY 1) m
      ON m.reverses_id = o.id
    WHERE o.reverses_id IS NULL OR o.kind = 'true_up' GROUP BY o.source_line_id
    HAVING bool_or(o.quantity < 0 AND o.kind IN ('sale', 'adjustment', 'count', 'transfer_loss', 'supplier_return'))
      AND sum(o.quantity + coalesce(m.quantity, 0)) > 0`,
  'held goods are not those of the layers': `
    SELECT FROM stock_levels l LEFT JOIN (
      SELECT product_id, location_id, sum(remaining) AS quantity
      FROM cost_layers WHERE state <> 'sellable' GROUP BY 1, 2) c USING (product_id, location_id)
    WHERE l.unsellable <> coalesce(c.quantity, 0)`,
  'what is reserved is not what was promised': `
    SELECT FROM stock_levels l LEFT JOIN (
      SELECT product_id, location_id, sum(remaining) AS quantity
      FROM stock_reservations WHERE status = 'active' GROUP BY 1, 2) r USING (product_id, location_id)
    WHERE l.reserved <> coalesce(r.quantity, 0)`,
  'lots in a level that is not looked at for lots': `
    SELECT FROM stock_levels l JOIN cost_layers c USING (product_id, location_id)
    WHERE NOT l.has_lots AND (c.batch_id IS NOT NULL OR c.serial_id IS NOT NULL OR c.state <> 'sellable')`,
  'a layer of a batch of another product or date': `
    SELECT FROM cost_layers c JOIN stock_batches b ON b.id = c.batch_id
    WHERE b.product_id <> c.product_id OR b.expiry_date IS DISTINCT FROM c.expiry_date`,
  'a unit of another product, or in two places': `
    SELECT FROM cost_layers c JOIN stock_serials s ON s.id = c.serial_id
    GROUP BY s.id, s.product_id
    HAVING bool_or(c.product_id <> s.product_id) OR count(*) FILTER (WHERE c.remaining > 0) > 1`,
  'a unit without its number': `
    SELECT FROM cost_layers c JOIN products p ON p.id = c.product_id WHERE p.track_serials AND c.is_open AND c.serial_id IS NULL`,
  'a layer that came from another product or cost': `
    SELECT FROM cost_layers c JOIN cost_layers p ON p.id = c.parent_id JOIN stock_movements m ON m.layer_id = c.id
    WHERE c.product_id <> p.product_id OR (c.unit_cost <> p.unit_cost AND NOT EXISTS (
      SELECT FROM stock_movements r WHERE r.layer_id = c.id AND r.kind = 'revaluation'))`,
};

const ALL_FAULTS = Object.entries(FAULTS)
  .map(([fault, sql]) => `SELECT '${fault}' AS fault WHERE EXISTS (${sql})`)
  .join(' UNION ALL ');

/** What is wrong with stock; nothing, always. */
export async function stockFaults(db: Queryable): Promise<string[]> {
  const rows = await query<{ fault: string }>(db, ALL_FAULTS);
  return rows.map(({ fault }) => fault);
}

export interface LevelRow {
  on_hand: number;
  stock_value: number;
  avg_cost: number | null;
  last_cost: number | null;
}

export async function levelOf(
  dataSource: DataSource,
  place: LedgerPlace,
  product_id: string,
): Promise<LevelRow> {
  const row = await queryOne<Record<keyof LevelRow, string | null>>(
    dataSource,
    `SELECT on_hand, stock_value, avg_cost, last_cost FROM stock_levels WHERE location_id = $1::uuid AND product_id = $2::uuid`,
    [place.location_id, product_id],
  );
  const number = (text: string | null): number | null => (text === null ? null : Number(text));
  return {
    on_hand: Number(row.on_hand),
    stock_value: Number(row.stock_value),
    avg_cost: number(row.avg_cost),
    last_cost: number(row.last_cost),
  };
}

/** `receipt +5 @ 2`, oldest first; what one statement posted comes in, then goes out. */
export async function movementsOf(dataSource: DataSource, product_id: string): Promise<string[]> {
  const rows = await query<{ text: string }>(
    dataSource,
    `SELECT kind || ' ' || CASE WHEN quantity > 0 THEN '+' ELSE '' END || trim_scale(quantity) || ' @ ' || trim_scale(unit_cost) AS text
     FROM stock_movements WHERE product_id = $1::uuid ORDER BY created_at, quantity < 0, id`,
    [product_id],
  );
  return rows.map(({ text }) => text);
}

/** `3 of 5 @ 2`, in the order in which they are taken; exhausted ones left out. */
export async function layersOf(dataSource: DataSource, product_id: string): Promise<string[]> {
  const rows = await query<{ text: string }>(
    dataSource,
    `SELECT trim_scale(remaining) || ' of ' || trim_scale(quantity) || ' @ ' || trim_scale(unit_cost) AS text
     FROM cost_layers WHERE product_id = $1::uuid AND is_open ORDER BY received_at, id`,
    [product_id],
  );
  return rows.map(({ text }) => text);
}
