import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerRequest } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../errors/domain-error.js';

export class TooManyRequests extends DomainError {
  constructor(limit: number, retry_after: number) {
    super(
      'throttled',
      'TOO_MANY_REQUESTS',
      `More than ${limit} requests in a minute; wait ${retry_after} s.`,
      {
        retry_after,
      },
    );
  }
}

const SIGNING_IN = new Set(['/v1/auth/login', '/v1/auth/register', '/v1/auth/refresh']);

/** Limits what one client (address) may ask in a minute, over all routes together. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override async handleRequest(request: ThrottlerRequest): Promise<boolean> {
    const { context, limit, ttl, throttler } = request;
    const http = context.switchToHttp();
    const client = await this.getTracker(http.getRequest<FastifyRequest & Record<string, unknown>>());
    const key = `${throttler.name} ${client}`;
    const usage = await this.storageService.increment(key, ttl, limit, ttl, String(throttler.name));
    http.getResponse<FastifyReply>().headers({
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': Math.max(0, limit - usage.totalHits),
      'x-ratelimit-reset': usage.timeToExpire,
    });
    if (usage.isBlocked) throw new TooManyRequests(limit, usage.timeToBlockExpire);
    return true;
  }

  /** For the stricter limit: everywhere but where passwords and tokens can be guessed. */
  static isNotSigningIn(context: ExecutionContext): boolean {
    const { url } = context.switchToHttp().getRequest<FastifyRequest>().routeOptions;
    return !SIGNING_IN.has(url ?? '');
  }
}
