import type { OpenAPIObject } from '@nestjs/swagger';
import type { Operation } from './complete-operation.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];
type Header = { description: string; schema: { type: 'string' | 'integer' } };

const HEADERS: Readonly<Record<string, Header>> = {
  Link: {
    description: 'Where the next page is, as `rel="next"`; absent on the last.',
    schema: { type: 'string' },
  },
  'X-Total-Count': { description: 'The count of all rows, with `count=true`.', schema: { type: 'integer' } },
  ETag: { description: 'The version, for If-Match.', schema: { type: 'string' } },
  'Idempotency-Replayed': {
    description: '`true` when this answers an earlier request.',
    schema: { type: 'string' },
  },
};

function resolve(schema: Schema | undefined, schemas: Schemas): Exclude<Schema, { $ref: string }> {
  if (schema !== undefined && '$ref' in schema)
    return resolve(schemas[schema.$ref.split('/').at(-1)!], schemas);
  return schema ?? {};
}

/** Which headers a good answer carries follows from what the operation takes and answers. */
export function addResponseHeaders(operation: Operation, schemas: Schemas): void {
  const takes = new Set(
    (operation.parameters ?? []).map((parameter) => ('name' in parameter ? parameter.name : '')),
  );
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!status.startsWith('2') || response === undefined || '$ref' in response) continue;
    const body = resolve(response.content?.['application/json']?.schema, schemas);
    const names = [
      ...(body.type === 'array' && takes.has('cursor') ? ['Link', 'X-Total-Count'] : []),
      ...(body.properties !== undefined && 'version' in body.properties ? ['ETag'] : []),
      ...(takes.has('Idempotency-Key') ? ['Idempotency-Replayed'] : []),
    ];
    if (names.length > 0) response.headers = Object.fromEntries(names.map((name) => [name, HEADERS[name]!]));
  }
}
