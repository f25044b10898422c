import { DataSource } from 'typeorm';
import { migrations } from './migrations/index.js';
import { databaseOptions } from './src/config/database.config.js';
import { entities } from './src/entities.js';

/** For the TypeORM command line: `DATABASE_URL=… npm run typeorm -- migration:run -d ormconfig.ts`. */
export default new DataSource(
  databaseOptions(process.env['DATABASE_URL'] ?? 'postgresql://127.0.0.1:5432/opentill', 2, {
    entities,
    migrations,
  }),
);
