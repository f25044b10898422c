import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { databaseOptions } from '../config/database.config.js';
import { environment } from '../config/environment.js';
import { readSettings } from '../config/env.js';
import { openDatabase } from '../config/open-database.js';
import { auditIntegrity } from './integrity-audit.js';
import type { IntegrityResponse } from './integrity.response.js';

function print(report: IntegrityResponse): void {
  const lines = report.checks.flatMap((check) => [
    `${check.drift_count === 0 ? 'ok   ' : 'DRIFT'} ${check.name}: ${check.promise}`,
    ...check.drift.map((drift) => `      ${JSON.stringify(drift)}`),
  ]);
  const verdict = report.is_clean ? 'integrity: no drift' : `integrity: ${report.drift_count} drifts`;
  process.stdout.write(`${[...lines, `${verdict} (${report.duration_ms} ms)`].join('\n')}\n`);
}

/** `npm run integrity`: exit code 0 without drift, 1 with, 2 when the database could not be read. */
async function main(): Promise<number> {
  const settings = readSettings({ ...environment(), JWT_SECRET: undefined, SECRET_KEY: undefined });
  const database = await openDatabase(
    { ...settings, jwt_secret: 'not used: nothing is signed here' },
    () => undefined,
  );
  const dataSource = new DataSource(databaseOptions(database.url, 2, { entities: [], migrations: [] }));
  try {
    await dataSource.initialize();
    const report = await auditIntegrity(dataSource);
    print(report);
    return report.is_clean ? 0 : 1;
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.stop();
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`integrity: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
