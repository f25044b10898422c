import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiQuery } from '@nestjs/swagger';
import { callerOf, type AuthenticatedRequest, type Caller } from '../../auth/caller.js';
import { DomainError } from '../../errors/domain-error.js';
import { describedParam } from '../described-param.js';

/** A request that moves money, stock or points: who, under which key, and whether for real. */
export interface WriteRequest extends Caller {
  idempotency_key?: string;
  /** SHA-256 of method, path and body: the same key with another fingerprint is refused. */
  fingerprint: string;
  dry_run: boolean;
}

export class InvalidIdempotencyKey extends DomainError {
  constructor() {
    super(
      'malformed',
      'INVALID_IDEMPOTENCY_KEY',
      'Idempotency-Key must be 1 to 200 visible ASCII characters.',
    );
  }
}

export class InvalidDryRun extends DomainError {
  constructor() {
    super('malformed', 'INVALID_DRY_RUN', 'dry_run must be true or false.');
  }
}

export function writeRequestOf(request: AuthenticatedRequest): WriteRequest {
  const key = request.headers['idempotency-key'];
  if (key !== undefined && (Array.isArray(key) || !/^[\x21-\x7e]{1,200}$/.test(key)))
    throw new InvalidIdempotencyKey();
  const url = new URL(request.url, 'http://host');
  const dryRun = url.searchParams.get('dry_run') ?? 'false';
  if (dryRun !== 'true' && dryRun !== 'false') throw new InvalidDryRun();
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${url.pathname}${url.search}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex');
  return { ...callerOf(request), idempotency_key: key, fingerprint, dry_run: dryRun === 'true' };
}

const writeOfRequest = createParamDecorator((_: unknown, context: ExecutionContext) =>
  writeRequestOf(context.switchToHttp().getRequest<AuthenticatedRequest>()),
);

/** Injects the WriteRequest into a handler that moves money, stock or points. */
export function CurrentWrite(): ParameterDecorator {
  return describedParam(
    writeOfRequest(),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Makes the request safe to repeat: the same key and body answer what the first one did.',
      example: '6f1c2f7e-2d3a-4f0a-9b77-0e6a1d5c9a41',
    }),
    ApiQuery({
      name: 'dry_run',
      required: false,
      description: 'Does everything, answers the result, and takes it all back.',
      schema: { type: 'boolean', default: false },
    }),
  );
}
