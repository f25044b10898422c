import { Logger, runMigrations as migrateJobs } from 'graphile-worker';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { databaseOptions } from './database.config.js';
import { StartupError } from './startup-error.js';

/** The database was migrated by newer code than this. */
export class DatabaseAheadError extends StartupError {
  constructor(names: string[]) {
    super(`The database has migrations this code does not know: ${names.join(', ')}. Start a newer version.`);
  }
}

// Any number: processes that start together take turns.
const MIGRATION_LOCK = 7_160_242_611;

async function refuseDatabaseAhead(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ exists: boolean }[]>(
    `SELECT to_regclass('schema_migrations') IS NOT NULL AS exists`,
  );
  if (table?.exists !== true) return;
  const known = new Set(migrations.map((migration) => migration.name));
  const applied = await dataSource.query<{ name: string }[]>(
    `SELECT name FROM schema_migrations ORDER BY id`,
  );
  const unknown = applied.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new DatabaseAheadError(unknown);
}

/**
 * Brings the schema (and that of the job queue) up to date. Processes that start together take turns by an advisory
 * lock. Throws DatabaseAheadError.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const dataSource = new DataSource({ ...databaseOptions(url, 2, { entities: [], migrations }), extra: {} });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock($1)`, [MIGRATION_LOCK]);
    await refuseDatabaseAhead(dataSource);
    await dataSource.runMigrations({ transaction: 'each' });
    await migrateJobs({
      connectionString: url,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
    });
  } finally {
    // The lock ends with its connection.
    await dataSource.destroy();
  }
}
