import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.js';
import { AppConfig } from '../../src/config/app-config.js';
import { readSettings } from '../../src/config/env.js';
import { JWT_SECRET } from '../stage/server.js';

/** Runs the application inside this process, where it can be listened to, while `work` lasts. */
export async function withApp<T>(url: string, work: (app: NestFastifyApplication) => Promise<T>): Promise<T> {
  const settings = readSettings({
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    RATE_LIMIT_PER_MINUTE: '0',
    JOB_CONCURRENCY: '0',
  });
  const app = await createApp(new AppConfig({ ...settings, database_url: url, jwt_secret: JWT_SECRET }));
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return await work(app);
  } finally {
    await app.close();
  }
}
