import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { csvOf } from './csv.js';
import { Report } from './report.js';

/** Sends a Report as CSV when `?format=csv` asks for it. */
@Injectable()
export class CsvInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const { format } = http.getRequest<FastifyRequest<{ Querystring: { format?: string } }>>().query;
    return next.handle().pipe(
      map((body) => {
        if (format !== 'csv' || !(body instanceof Report)) return body;
        void http
          .getResponse<FastifyReply>()
          .header('content-type', 'text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${body.fileName()}.csv"`);
        return csvOf(body.table());
      }),
    );
  }
}
