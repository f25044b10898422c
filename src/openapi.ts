import 'reflect-metadata';
import { createApp } from './app.js';
import { AppConfig } from './config/app-config.js';
import { readSettings } from './config/env.js';
import { describeApi } from './system/index.js';

/** Prints the OpenAPI description of the built server. Needs no database. */
async function main(): Promise<void> {
  const settings = readSettings({ LOG_LEVEL: 'warn', JOB_CONCURRENCY: '0' });
  const nowhere = {
    database_url: 'postgresql://127.0.0.1:1/none',
    jwt_secret: 'only-describes-the-api-signs-nothing',
  };
  const app = await createApp(new AppConfig({ ...settings, ...nowhere }), {
    offline: true,
    log: process.stderr,
  });
  process.stdout.write(`${JSON.stringify(describeApi(app), null, 2)}\n`);
}

void main();
