import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { databaseOptions } from '../src/config/database.config.js';
import { auditIntegrity } from '../src/integrity/integrity-audit.js';

const REBUILD = `SELECT * FROM stock_rebuild(ARRAY(SELECT id FROM products))`;
const BELOW_ZERO = `
  SELECT l.product_id, l.location_id, l.on_hand FROM stock_levels l JOIN locations p ON p.id = l.location_id
  WHERE l.on_hand < 0 AND NOT p.allow_negative_stock`;

async function integrityFaults(url: string): Promise<string[]> {
  const dataSource = new DataSource(databaseOptions(url, 2, { entities: [], migrations: [] }));
  await dataSource.initialize();
  try {
    const { checks } = await auditIntegrity(dataSource);
    const drifted = checks.filter(({ drift_count }) => drift_count > 0);
    return drifted.map(
      ({ name, drift_count, drift }) =>
        `${name}: ${drift_count} drifts, ${JSON.stringify(drift.slice(0, 3))}`,
    );
  } finally {
    await dataSource.destroy();
  }
}

async function wrongRows(client: Client, what: string, sql: string): Promise<string[]> {
  const { rows } = await client.query<object>(sql);
  return rows.length === 0 ? [] : [`${what}: ${rows.length} rows, ${JSON.stringify(rows.slice(0, 3))}`];
}

/** What does not hold any more: integrity, the rebuild of stock from its ledger, stock above zero. */
export async function faultsOf(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return [
      ...(await integrityFaults(url)),
      ...(await wrongRows(client, 'below zero', BELOW_ZERO)),
      ...(await wrongRows(client, 'the rebuild differs', REBUILD)),
    ];
  } finally {
    await client.end();
  }
}
