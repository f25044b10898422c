import { createParamDecorator, type ExecutionContext, type PipeTransform, type Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InputValidationPipe } from '../../common/http/validation/validation.pipe.js';

type Fields = Record<string, unknown>;

/** A number sent in an address is text; anything that is no number stays as it is, for the DTO's rules to refuse. */
function withNumbers(query: Fields, numeric: readonly string[]): Fields {
  const read = ([name, value]: [string, unknown]): [string, unknown] => {
    const isNumber = numeric.includes(name) && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
    return [name, isNumber ? Number(value) : value];
  };
  return Object.fromEntries(Object.entries(query).map(read));
}

const FieldsOf = createParamDecorator((numeric: readonly string[], context: ExecutionContext): unknown => {
  const { query, body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (body !== undefined && body !== null && (typeof body !== 'object' || Array.isArray(body))) return body;
  // Every write takes dry_run; it is read elsewhere and no field of the DTO.
  const { dry_run: _, ...fields } = withNumbers(query as Fields, numeric);
  return { ...fields, ...(body as Fields | null | undefined) };
});

/** The global pipe leaves parameters of our own making alone, so this one checks them as if they were the body. */
class FieldsPipe implements PipeTransform {
  private readonly validation = new InputValidationPipe();

  constructor(private readonly dto: Type) {}

  transform(value: unknown): Promise<unknown> {
    return this.validation.transform(value, { type: 'body', metatype: this.dto });
  }
}

/** Injects a DTO whose fields may come in the address or in a JSON body; the body wins. `numeric` names its numbers. */
export function QueryOrBody(dto: Type, numeric: readonly string[]): ParameterDecorator {
  return FieldsOf(numeric, new FieldsPipe(dto));
}
