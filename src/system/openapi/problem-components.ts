import type { OpenAPIObject } from '@nestjs/swagger';

type Components = NonNullable<OpenAPIObject['components']>;
type Schema = NonNullable<Components['schemas']>[string];

const FIELD_ERROR: Schema = {
  type: 'object',
  description: 'One wrong field.',
  required: ['field', 'code', 'message'],
  properties: {
    field: {
      type: 'string',
      description: 'Path of the field in the body or query.',
      example: 'items.0.quantity',
    },
    code: { type: 'string', example: 'IS_QUANTITY' },
    message: {
      type: 'string',
      example: 'quantity must be a number from 0.001 to 9999999.999 with at most 3 decimals',
    },
  },
};

const PROBLEM: Schema = {
  type: 'object',
  description:
    'What went wrong, after RFC 9457. Some codes carry further members, such as the lines that are short.',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri', example: 'urn:opentill:problem:validation-failed' },
    title: { type: 'string', example: 'Not valid' },
    status: { type: 'integer', example: 422 },
    detail: { type: 'string', example: 'Some fields are not valid: items.0.quantity.' },
    code: {
      type: 'string',
      description: 'Stable; what programs should look at.',
      example: 'VALIDATION_FAILED',
    },
    request_id: { type: 'string', example: '01a1fc3e-48b3-7073-9eb0-9c098d956a16' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/FieldError' } },
  },
  additionalProperties: true,
};

/** Every problem status that operations refer to: name of the component, what it means, and one code as example. */
export const PROBLEMS = {
  400: ['MalformedRequest', 'The body or a header cannot be read.', 'MALFORMED_JSON'],
  401: ['NotAuthenticated', 'No valid access token or API key was sent.', 'NOT_AUTHENTICATED'],
  403: ['PermissionDenied', 'The caller lacks the permission.', 'PERMISSION_DENIED'],
  404: ['NotFound', 'What the address names does not exist.', 'PRODUCT_NOT_FOUND'],
  409: ['Conflict', 'The state of things forbids it.', 'INSUFFICIENT_STOCK'],
  412: ['StaleVersion', 'If-Match names a version that is no longer current.', 'STALE_VERSION'],
  422: ['NotValid', 'Fields or a business rule; every wrong field is named.', 'VALIDATION_FAILED'],
  429: [
    'TooManyRequests',
    'The caller asked too often; Retry-After says how long to wait.',
    'TOO_MANY_REQUESTS',
  ],
  503: [
    'Unavailable',
    'The database is away or the server is stopping; try again shortly.',
    'DATABASE_UNAVAILABLE',
  ],
} as const;

export type ProblemStatus = keyof typeof PROBLEMS;

function responseOf(status: ProblemStatus): NonNullable<Components['responses']>[string] {
  const [, description, code] = PROBLEMS[status];
  const example = {
    type: `urn:opentill:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: description,
    status,
    detail: description,
    code,
    request_id: '01a1fc3e-48b3-7073-9eb0-9c098d956a16',
  };
  const isTimed = status === 429 || status === 503;
  const headers = {
    'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' as const } },
  };
  return {
    description,
    ...(isTimed ? { headers } : {}),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
  };
}

export function addProblemComponents(components: Components): void {
  components.schemas = { ...components.schemas, FieldError: FIELD_ERROR, Problem: PROBLEM };
  const statuses = Object.keys(PROBLEMS).map(Number) as ProblemStatus[];
  components.responses = Object.fromEntries(
    statuses.map((status) => [PROBLEMS[status][0], responseOf(status)]),
  );
}
