import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { AuthenticatedRequest } from '../../auth/caller.js';

/** Asked every few seconds by machines; interesting only while debugging. */
const PROBES = /^\/(health|metrics)(\/|$)/;

/** One line for each request when its answer is sent. No query string: it holds what people searched for. */
export function logRequests(instance: FastifyInstance, log: Logger): void {
  instance.addHook('onResponse', (request: AuthenticatedRequest, reply, done) => {
    const path = request.url.split('?', 1)[0]!;
    const level = PROBES.test(path) ? 'debug' : 'info';
    log[level](
      {
        request_id: request.id,
        method: request.method,
        path,
        route: request.routeOptions.url,
        status: reply.statusCode,
        duration_ms: Math.round(reply.elapsedTime * 100) / 100,
        actor_id: request.user?.id,
        ip: request.ip,
      },
      'request',
    );
    done();
  });
}
