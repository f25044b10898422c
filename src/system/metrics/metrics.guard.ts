import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotAuthenticated } from '../../common/auth/auth.errors.js';
import { DomainError } from '../../common/errors/domain-error.js';
import { AppConfig } from '../../config/app-config.js';

export class MetricsClosed extends DomainError {
  constructor() {
    super(
      'forbidden',
      'METRICS_CLOSED',
      'Without METRICS_TOKEN, metrics are for clients on this machine only.',
    );
  }
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Behind a proxy on this machine everybody would look local, so a forwarded request never counts as local. */
function isLocal(request: FastifyRequest): boolean {
  const isForwarded = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers;
  return !isForwarded && LOOPBACK.test(request.socket.remoteAddress ?? '');
}

/** METRICS_TOKEN as a bearer token when there is one, else only clients on this machine. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(private readonly config: AppConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { metrics_token } = this.config;
    if (metrics_token === undefined) {
      if (!isLocal(request)) throw new MetricsClosed();
      return true;
    }
    const given = digest(request.headers.authorization ?? '');
    if (!timingSafeEqual(given, digest(`Bearer ${metrics_token}`))) throw new NotAuthenticated();
    return true;
  }
}
