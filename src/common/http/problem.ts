import { HttpException } from '@nestjs/common';
import { isDatabaseAway } from '../database/outage.js';
import { hasSqlState } from '../database/sql-state.js';
import { DomainError, type DomainErrorKind, type FieldError } from '../errors/domain-error.js';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: readonly FieldError[];
  [detail: string]: unknown;
}

type Core = Pick<Problem, 'status' | 'code' | 'detail' | 'errors'> & {
  details?: Readonly<Record<string, unknown>>;
};

function statusOf(kind: DomainErrorKind): number {
  switch (kind) {
    case 'malformed':
      return 400;
    case 'unauthenticated':
      return 401;
    case 'forbidden':
      return 403;
    case 'not_found':
      return 404;
    case 'conflict':
      return 409;
    case 'stale':
      return 412;
    case 'invalid':
      return 422;
    case 'throttled':
      return 429;
    case 'unavailable':
      return 503;
    default:
      return kind satisfies never;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  408: 'Request timeout',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Body too large',
  414: 'Address too long',
  415: 'Unsupported media type',
  422: 'Not valid',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Internal error',
  503: 'Unavailable',
};

function coreOf(error: unknown): Core {
  if (error instanceof DomainError) {
    const { code, message: detail, errors, details } = error;
    return {
      status: statusOf(error.kind),
      code,
      detail,
      details,
      errors: errors.length > 0 ? errors : undefined,
    };
  }
  if (isDatabaseAway(error)) {
    return { status: 503, code: 'DATABASE_UNAVAILABLE', detail: 'The database is away; try again shortly.' };
  }
  if (hasSqlState(error, '40P01', '40001', '55P03')) {
    return {
      status: 409,
      code: 'TRY_AGAIN',
      detail: 'Other writes were in the way; nothing was changed, try again.',
    };
  }
  return coreOfHttpError(error);
}

/** Errors of reading a request that deserve a better name or word than their status gives. */
const UNREADABLE: Readonly<Record<string, { code: string; detail: string }>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'MALFORMED_JSON', detail: 'The body is not valid JSON.' },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'BODY_TOO_LARGE',
    detail: 'The body is larger than this server accepts.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    detail: 'Send the body as application/json.',
  },
  FST_ERR_BAD_URL: { code: 'MALFORMED_URL', detail: 'The address cannot be decoded.' },
};

/** Errors of Nest and Fastify, which carry an HTTP status; their words are meant for the outside below 500. */
function coreOfHttpError(error: unknown): Core {
  const thrown = (error ?? {}) as { statusCode?: unknown; code?: unknown; cause?: { code?: unknown } };
  const status = error instanceof HttpException ? error.getStatus() : thrown.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    if (status === 404) return { status, code: 'ROUTE_NOT_FOUND', detail: 'There is no such route.' };
    const known = UNREADABLE[String(thrown.cause?.code ?? thrown.code)];
    if (known !== undefined) return { status, ...known };
    const title = TITLES[status] ?? 'Bad request';
    return { status, code: title.toUpperCase().replaceAll(' ', '_'), detail: (error as Error).message };
  }
  return {
    status: 500,
    code: 'INTERNAL_ERROR',
    detail: 'Something went wrong on our side; the request id finds it in the log.',
  };
}

/** What the outside may know of an error: never a stack trace, SQL, or an unexpected message. */
export function problemOf(error: unknown, requestId: string): Problem {
  const { status, code, detail, errors, details } = coreOf(error);
  return {
    ...details,
    type: `urn:opentill:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: TITLES[status] ?? 'Error',
    status,
    detail,
    code,
    request_id: requestId,
    ...(errors === undefined ? {} : { errors }),
  };
}
