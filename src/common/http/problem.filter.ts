import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway } from '../database/outage.js';
import { DomainError } from '../errors/domain-error.js';
import { problemOf, PROBLEM_JSON, type Problem } from './problem.js';

const RETRY_AFTER_OUTAGE_SECONDS = 2;

/** The one place where an error becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    this.log(error, problem);
    if (reply.sent) return;
    const retryAfter =
      problem['retry_after'] ?? (problem.status === 503 ? RETRY_AFTER_OUTAGE_SECONDS : undefined);
    if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    void reply.status(problem.status).header('content-type', PROBLEM_JSON).send(problem);
  }

  /** Unexpected errors with their stack, an outage in one line; what a context refuses is no news. */
  private log(error: unknown, { status, code, request_id }: Problem): void {
    if (status < 500 || error instanceof DomainError) return;
    if (isDatabaseAway(error)) this.logger.warn({ request_id, code, msg: (error as Error).message });
    else this.logger.error({ err: error, request_id, code, msg: 'A request failed' });
  }
}
