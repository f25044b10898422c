import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEMS, type ProblemStatus } from './problem-components.js';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']> & { 'x-permission'?: string };
type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** Which problems an operation can answer follows from what it takes and who may call it. */
function problemsOf(method: Method, operation: Operation, parameters: Parameter[]): ProblemStatus[] {
  const isOpen = operation['x-permission'] === 'public';
  const takes = (place: string): boolean => parameters.some((parameter) => parameter.in === place);
  const isChange = method !== 'get';
  const hasBody = operation.requestBody !== undefined;
  const answers: Record<ProblemStatus, boolean> = {
    400: hasBody || takes('header') || takes('query'),
    401: !isOpen,
    403: !isOpen,
    404: takes('path'),
    409: isChange,
    412: parameters.some(({ name }) => name === 'If-Match'),
    422: hasBody || takes('query') || takes('path'),
    429: true,
    503: true,
  };
  return (Object.keys(answers).map(Number) as ProblemStatus[]).filter((status) => answers[status]);
}

function withoutRepeats(parameters: Parameter[]): Parameter[] {
  const byPlace = new Map(
    parameters.map((parameter) => [`${parameter.in} ${parameter.name.toLowerCase()}`, parameter]),
  );
  return [...byPlace.values()];
}

function describePermission(permission: string | undefined): string {
  if (permission === 'public') return 'Open to everybody.';
  return permission === undefined ? 'Closed.' : `Needs the permission \`${permission}\`.`;
}

/** Adds to an operation what all of them have in common, so that no controller has to repeat it. */
export function completeOperation(method: Method, operation: Operation): void {
  const parameters = withoutRepeats((operation.parameters ?? []) as Parameter[]);
  if (parameters.length > 0) operation.parameters = parameters;
  else delete operation.parameters;
  const permission = describePermission(operation['x-permission']);
  operation.description = [operation.description, permission].filter(Boolean).join('\n\n');
  operation.security ??= [];
  // A controller that extends another has its tag twice.
  operation.tags = [...new Set(operation.tags)];
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response !== undefined && 'description' in response)
      response.description ||= status === '204' ? 'Done.' : 'Done; the result.';
  }
  for (const status of problemsOf(method, operation, parameters)) {
    operation.responses[status] ??= { $ref: `#/components/responses/${PROBLEMS[status][0]}` };
  }
}
