import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { databaseOptions } from '../config/database.config.js';
import { environment } from '../config/environment.js';
import { readSettings } from '../config/env.js';
import { openDatabase } from '../config/open-database.js';
import { StockRebuild } from './ledger/stock-rebuild.js';

/** `npm run rebuild:stock`: exit code 0 when nothing had to change, 1 when something had, 2 when it could not be done. */
async function main(): Promise<number> {
  const settings = readSettings({ ...environment(), JWT_SECRET: undefined, SECRET_KEY: undefined });
  const database = await openDatabase(
    { ...settings, jwt_secret: 'not used: nothing is signed here' },
    () => undefined,
  );
  const dataSource = new DataSource(databaseOptions(database.url, 2, { entities: [], migrations: [] }));
  try {
    await dataSource.initialize();
    const { products, changed } = await new StockRebuild(dataSource).all();
    for (const figure of changed) process.stdout.write(`CHANGED ${JSON.stringify(figure)}\n`);
    process.stdout.write(`rebuild:stock: ${products} products, ${changed.length} figures changed\n`);
    return changed.length === 0 ? 0 : 1;
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.stop();
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`rebuild:stock: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
