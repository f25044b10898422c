import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { describedParam } from './described-param.js';

export class InvalidIfMatch extends DomainError {
  constructor() {
    super('malformed', 'INVALID_IF_MATCH', 'If-Match must be the ETag of one version, such as "3", or *.');
  }
}

export function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header);
  if (match === null) throw new InvalidIfMatch();
  return Number(match[1]);
}

const versionOfRequest = createParamDecorator((_: unknown, context: ExecutionContext) =>
  versionOf(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

/** The version named by If-Match, or undefined when the caller does not care. */
export function IfMatch(): ParameterDecorator {
  return describedParam(
    versionOfRequest(),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'ETag of the version to change; another version answers 412.',
      example: '"3"',
    }),
  );
}
