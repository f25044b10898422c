import { UseInterceptors, applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { CsvInterceptor } from './csv.interceptor.js';

/** A route that answers a report (or a list of rows), as JSON or (`?format=csv`) as CSV. */
export function ReportApi(type: Type<unknown> | [Type<unknown>]): MethodDecorator {
  const model = Array.isArray(type) ? type[0] : type;
  const $ref = getSchemaPath(model);
  return applyDecorators(
    UseInterceptors(CsvInterceptor),
    ApiExtraModels(model),
    ApiOkResponse({
      description: 'The report; with format=csv its rows, a header line first.',
      content: {
        'application/json': { schema: Array.isArray(type) ? { type: 'array', items: { $ref } } : { $ref } },
        'text/csv': { schema: { type: 'string' } },
      },
    }),
  );
}
