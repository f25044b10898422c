import { createHash } from 'node:crypto';
import { EntityManager, type DataSource } from 'typeorm';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/** Where a statement can run: inside a transaction, or on any connection of the pool. */
export type Queryable = EntityManager | DataSource;

const names = new Map<string, string>();

/** A name per text: PostgreSQL keeps one prepared statement per connection and name, and plans it once. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('hex');
    names.set(text, name);
  }
  return name;
}

async function clientOf(db: Queryable): Promise<Pool | PoolClient> {
  if (db instanceof EntityManager && db.queryRunner) return (await db.queryRunner.connect()) as PoolClient;
  const dataSource = db instanceof EntityManager ? db.dataSource : db;
  return (dataSource.driver as PostgresDriver).master as Pool;
}

/**
 * Runs SQL as a named prepared statement and returns its rows. `text` must come from a bounded set (constants
 * and whitelisted fragments), never from user input: every distinct text stays prepared on each connection.
 * numeric and bigint arrive as strings, timestamptz as Date.
 */
export async function query<Row>(db: Queryable, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = await clientOf(db);
  const result: QueryResult = await client.query({ name: nameOf(text), text, values });
  return result.rows as Row[];
}

/** Like `query`, for statements that always answer exactly one row. */
export async function queryOne<Row>(db: Queryable, text: string, values: unknown[] = []): Promise<Row> {
  const [row] = await query<Row>(db, text, values);
  if (row === undefined) throw new Error('A statement that always answers a row answered none');
  return row;
}
