import type { DataSource } from 'typeorm';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { JobRegistry } from '../../../src/common/jobs/job-registry.js';
import { idFloor } from '../../../src/inventory/history/id-floor.js';
import { StockPartitions } from '../../../src/inventory/history/stock-partitions.js';
import { StockSnapshots } from '../../../src/inventory/history/stock-snapshots.js';
import { HISTORY_CHECKS } from '../../../src/integrity/checks/history-checks.js';

export interface Entry {
  product_id: string;
  location_id: string;
  quantity: number;
  unit_cost: number;
  recorded: Date;
  occurred: Date;
  business_date: string;
  reverses_id?: string;
}

/** The id of a movement recorded then; its tail is random. */
export function idAt(recorded: Date): string {
  return idFloor(recorded).slice(0, 15) + newId().slice(15);
}

const LAYERS = `
  INSERT INTO cost_layers (id, product_id, location_id, received_at, unit_cost, quantity, remaining, is_open,
    source_type, source_id, source_line_id)
  SELECT u.product_id, u.product_id, u.location_id, now(), 1, 1, 0, false, 'test', u.product_id, u.product_id
  FROM unnest($1::uuid[], $2::uuid[]) AS u(product_id, location_id) ON CONFLICT DO NOTHING`;

const LEVELS = `
  INSERT INTO stock_levels (product_id, location_id)
  SELECT DISTINCT u.product_id, u.location_id FROM unnest($1::uuid[], $2::uuid[]) AS u(product_id, location_id)
  ON CONFLICT DO NOTHING`;

const MOVEMENTS = `
  INSERT INTO stock_movements (id, product_id, location_id, kind, quantity, unit_cost, value, layer_id, source_type,
    source_id, source_line_id, reverses_id, actor_id, occurred_at, business_date)
  SELECT u.id, u.product_id, u.location_id, 'adjustment', u.quantity, u.unit_cost, u.quantity * u.unit_cost, u.product_id,
    'test', u.id, u.id, u.reverses_id, u.id, u.occurred, u.business_date
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::numeric[], $5::numeric[], $6::uuid[], $7::timestamptz[], $8::date[])
    AS u(id, product_id, location_id, quantity, unit_cost, reverses_id, occurred, business_date)`;

/** Writes movements as if they had been posted then; the ledger itself cannot say when it is. Answers their ids. */
export async function record(dataSource: DataSource, entries: readonly Entry[]): Promise<string[]> {
  const places = [entries.map((entry) => entry.product_id), entries.map((entry) => entry.location_id)];
  await query(dataSource, LEVELS, places);
  await query(dataSource, LAYERS, places);
  const ids = entries.map(({ recorded }) => idAt(recorded));
  await query(dataSource, MOVEMENTS, [
    ids,
    ...places,
    entries.map(({ quantity }) => quantity),
    entries.map(({ unit_cost }) => unit_cost),
    entries.map(({ reverses_id }) => reverses_id ?? null),
    entries.map(({ occurred }) => occurred),
    entries.map(({ business_date }) => business_date),
  ]);
  return ids;
}

/** Makes the partitions that are due at that time. */
export function makePartitions(dataSource: DataSource, now = new Date()): Promise<void> {
  return new StockPartitions(dataSource, new JobRegistry(), { now: () => now }).run();
}

/** Takes the snapshots that are due at that time. */
export function takeSnapshots(dataSource: DataSource, now: Date): Promise<void> {
  return new StockSnapshots(dataSource, new JobRegistry(), { now: () => now }).run();
}

/** Names of the checks of the history that find something. */
export async function historyDrift(dataSource: DataSource): Promise<string[]> {
  const found = await Promise.all(
    HISTORY_CHECKS.map(async ({ name, sql }) =>
      (await dataSource.query<unknown[]>(sql)).length > 0 ? [name] : [],
    ),
  );
  return found.flat();
}
