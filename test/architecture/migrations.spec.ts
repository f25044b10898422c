import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { DatabaseAheadError, migrateDatabase } from '../../src/config/migrate.js';
import { ADMIN_URL, cloneTestDatabase, onServer, withDatabase } from '../support/test-database.js';

describe('migrations', () => {
  it('are all listed, in the order of their times, under the names of their files', () => {
    const files = readdirSync(join(__dirname, '..', '..', 'migrations'))
      .filter((name) => name !== 'index.ts')
      .sort();
    expect(files.every((name) => /^\d{13}-[A-Z][A-Za-z]+\.ts$/.test(name))).toBe(true);
    const expected = files.map((name) => name.replace(/^(\d+)-(\w+)\.ts$/, '$2$1'));
    expect(migrations.map(({ name }) => name)).toEqual(expected);
  });

  it('run once when several processes start together on an empty database', async () => {
    const server = process.env[ADMIN_URL]!;
    const name = `opentill_test_together_${process.pid}`;
    await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
    try {
      const url = withDatabase(server, name);
      await Promise.all([1, 2, 3].map(() => migrateDatabase(url)));
      const applied = await onServer(url, (client) =>
        client.query('SELECT name FROM schema_migrations ORDER BY id'),
      );
      expect(applied.rows.map((row: { name: string }) => row.name)).toEqual(
        migrations.map((migration) => migration.name),
      );
    } finally {
      await onServer(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    }
  });

  it('refuse a database that newer code has migrated, and leave it alone', async () => {
    const database = await cloneTestDatabase();
    try {
      await onServer(database.url, (client) =>
        client.query(
          `INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture')`,
        ),
      );
      await expect(migrateDatabase(database.url)).rejects.toThrow(DatabaseAheadError);
      await expect(migrateDatabase(database.url)).rejects.toThrow('FromTheFuture');
    } finally {
      await database.drop();
    }
  });

  it('name every constraint and index, so that errors can be told apart', async () => {
    const database = await cloneTestDatabase();
    const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    try {
      const unnamed = await dataSource.query<{ name: string }[]>(`
        SELECT conrelid::regclass || '.' || conname AS name FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'f', 'u', 'c')
          AND conrelid::regclass::text <> 'schema_migrations' AND conname !~ '^(pk|fk|uq|ck)_'
        UNION ALL SELECT tablename || '.' || indexname FROM pg_indexes
        WHERE schemaname = 'public' AND tablename <> 'schema_migrations' AND indexname !~ '^(pk|uq|ix)_'`);
      expect(unnamed).toEqual([]);
    } finally {
      await dataSource.destroy();
      await database.drop();
    }
  });

  it('close what is append-only against change', async () => {
    const database = await cloneTestDatabase();
    try {
      const guarded = await onServer(database.url, (client) =>
        client.query<{ table: string; events: string[] }>(`
          SELECT event_object_table AS "table", array_agg(DISTINCT event_manipulation::text) AS events
          FROM information_schema.triggers
          WHERE action_statement LIKE '%refuse_change()' GROUP BY 1`),
      );
      const tables = new Map(guarded.rows.map(({ table, events }) => [table, events]));
      for (const table of [
        'stock_movements',
        'money_journal',
        'account_entries',
        'audit_log',
        'receipts',
        'loyalty_entries',
        'document_log',
        'document_postings',
      ]) {
        expect([table, tables.get(table)]).toEqual([table, expect.arrayContaining(['DELETE', 'UPDATE'])]);
      }
    } finally {
      await database.drop();
    }
  });
});
