// On the built code: migrations and entities say the same, and every migration can be taken back and made again.
import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { migrations } from '../dist/migrations/index.js';
import { databaseOptions } from '../dist/src/config/database.config.js';
import { entities } from '../dist/src/entities.js';
import { withScratchDatabase } from './scratch-database.mjs';

// What the migrations' own bookkeeping leaves behind.
const LEFT_OVERS = `
  SELECT 'table ' || relname AS what FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'S', 'p')
    AND relname NOT IN ('schema_migrations', 'schema_migrations_id_seq', 'typeorm_metadata')
  UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT 'type ' || typname FROM pg_type
  WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') ORDER BY 1`;

async function assertNoDrift(dataSource) {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  if (upQueries.length === 0) return;
  const wanted = upQueries.map(({ query }) => `  ${query}`).join('\n');
  throw new Error(
    `The entities differ from what the migrations make. To agree, the schema would need:\n${wanted}`,
  );
}

async function assertAllGone(dataSource) {
  const rows = await dataSource.query(LEFT_OVERS);
  if (rows.length > 0)
    throw new Error(`Taken back, the migrations leave: ${rows.map(({ what }) => what).join(', ')}`);
}

async function takeAllBack(dataSource) {
  for (const { name } of [...migrations].reverse()) {
    try {
      await dataSource.undoLastMigration();
    } catch (error) {
      throw new Error(`${name} cannot be taken back: ${error.message}`, { cause: error });
    }
  }
}

async function check(url) {
  const dataSource = new DataSource(databaseOptions(url, 2, { entities, migrations }));
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
    await assertNoDrift(dataSource);
    await takeAllBack(dataSource);
    await assertAllGone(dataSource);
    await dataSource.runMigrations();
    await assertNoDrift(dataSource);
  } finally {
    await dataSource.destroy();
  }
  console.log(`${migrations.length} migrations: no drift, each taken back and made again`);
}

try {
  await withScratchDatabase(check);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
