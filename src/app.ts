import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { AppModule } from './app.module.js';
import { readJsonBodiesOnly } from './common/http/server/json-body.js';
import { logRequests } from './common/http/server/request-log.js';
import { applyResponsePolicy } from './common/http/server/response-policy.js';
import { ServerAdapter } from './common/http/server/server-adapter.js';
import { serverOptions } from './common/http/server/server-options.js';
import { readStreamBodies } from './common/http/server/stream-body.js';
import { acceptUploads } from './common/http/uploads/accept-uploads.js';
import { createServerLog } from './common/logging/server-log.js';
import type { AppConfig } from './config/app-config.js';
import { measureRequests, serveDocs } from './system/index.js';

export interface AppOptions {
  /** Where log lines go; standard output when absent. */
  log?: DestinationStream;
  /** For describing the API only: everything is wired, nothing connects. */
  offline?: boolean;
}

const OUTSIDE_V1 = ['/', 'health', 'health/live', 'health/ready', 'metrics'];

/** Builds the whole HTTP application around a database that is already migrated. Does not listen. */
export async function createApp(
  config: AppConfig,
  options: AppOptions = {},
): Promise<NestFastifyApplication> {
  const log = createServerLog(config.log_level, options.log);
  const adapter = new ServerAdapter(serverOptions(config, log));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, options), adapter, {
    logger: log.nest,
    bodyParser: false,
    abortOnError: false,
    routeConflictPolicy: { duplicate: 'error' },
  });
  app.setGlobalPrefix('v1', { exclude: OUTSIDE_V1 });
  const instance = adapter.getInstance();
  readJsonBodiesOnly(instance);
  readStreamBodies(instance);
  logRequests(instance, log.requests);
  measureRequests(app);
  await applyResponsePolicy(app, config);
  await acceptUploads(app);
  serveDocs(app);
  return app;
}
