import { LogController, type FastifyServerOptions } from 'fastify';
import type { AppConfig } from '../../../config/app-config.js';
import type { ServerLog } from '../../logging/server-log.js';
import { rewriteAlias } from './api-alias.js';
import { answerClientError, answerRouterError } from './early-problems.js';
import { requestIdOf } from './request-id.js';

const REQUEST_TIMEOUT_MS = 60_000;

export function serverOptions(config: AppConfig, log: ServerLog): FastifyServerOptions {
  return {
    bodyLimit: config.body_limit_bytes,
    trustProxy: config.trust_proxy,
    routerOptions: { ignoreTrailingSlash: true },
    // A request that trickles in holds a connection; 0, Fastify's default, would wait for ever.
    requestTimeout: REQUEST_TIMEOUT_MS,
    rewriteUrl: rewriteAlias,
    genReqId: requestIdOf,
    frameworkErrors: answerRouterError,
    clientErrorHandler: answerClientError,
    // Fastify's own warnings; requests get no logger of their own, their one line is written by logRequests.
    loggerInstance: log.app.child(
      { context: 'Fastify' },
      { level: config.log_level === 'silent' ? 'silent' : 'warn' },
    ),
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
  };
}
