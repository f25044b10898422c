import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { ValidationFailed } from '../../errors/domain-error.js';
import { describedParam } from '../described-param.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

class UuidPipe implements PipeTransform<string, string> {
  constructor(private readonly field: string) {}

  transform(value: string): string {
    if (isUuid(value)) return value.toLowerCase();
    throw new ValidationFailed([
      { field: this.field, code: 'IS_UUID', message: `${this.field} must be a UUID` },
    ]);
  }
}

/** A path parameter that must be a UUID; anything else is 422 naming it. */
export function IdParam(name = 'id'): ParameterDecorator {
  return describedParam(
    Param(name, new UuidPipe(name)),
    ApiParam({ name, schema: { type: 'string', format: 'uuid' } }),
  );
}
