import type { Client as PgClient } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { TestApp } from './test-app.js';

type Query = (this: PgClient, ...args: unknown[]) => unknown;

/** Every statement that the application sends while `work` runs, transaction commands included. */
export async function statementsOf(t: TestApp, work: () => Promise<unknown>): Promise<string[]> {
  const { postgres } = t.dataSource.driver as PostgresDriver & {
    postgres: { Client: { prototype: PgClient } };
  };
  const prototype = postgres.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const sent: string[] = [];
  prototype.query = function (...args) {
    const [first] = args as [string | { text: string }];
    sent.push((typeof first === 'string' ? first : first.text).replaceAll(/\s+/g, ' ').trim());
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return sent;
}
