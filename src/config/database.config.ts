import type { DataSourceOptions, EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';

export interface DatabaseSchema {
  entities: EntityTarget<ObjectLiteral>[];
  migrations: (new () => MigrationInterface)[];
}

/** The one source of database options: the app, ormconfig.ts and the tests all use it. */
export function databaseOptions(url: string, poolSize: number, schema: DatabaseSchema): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: schema.entities as (new () => ObjectLiteral)[],
    migrations: schema.migrations,
    migrationsTableName: 'schema_migrations',
    synchronize: false,
    migrationsRun: false,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize,
    applicationName: 'opentill',
    connectTimeoutMS: 5000,
    // An idle connection that the server closes is no failure: the pool opens another when it needs one.
    poolErrorHandler: () => undefined,
    extra: {
      options: '-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=30000',
      keepAlive: true,
      // Statements are prepared on each connection: keep it through the quiet minutes between two customers.
      idleTimeoutMillis: 300_000,
      // Scripts end when they are done; a server is kept alive by the port it listens on.
      allowExitOnIdle: true,
    },
  };
}
