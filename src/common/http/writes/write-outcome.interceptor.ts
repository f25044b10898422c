import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { WriteOutcome } from './write-outcome.js';

/** Sends the body of a WriteOutcome and marks a replay with `Idempotency-Replayed: true`. */
@Injectable()
export class WriteOutcomeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    return next.handle().pipe(
      map((outcome) => {
        if (!(outcome instanceof WriteOutcome)) return outcome;
        if (outcome.is_replay) {
          context.switchToHttp().getResponse<FastifyReply>().header('idempotency-replayed', 'true');
        }
        return outcome.body as unknown;
      }),
    );
  }
}
