import { ApiResponse } from '@nestjs/swagger';

/** Describes a problem that a public route answers, which its openness does not tell. */
export function RefusesWith(status: 401 | 403, description: string): MethodDecorator {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return ApiResponse({ status, description, content });
}
