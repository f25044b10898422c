import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';
import type { CustomerExportResponse } from './dto/customer-export.response.js';

/** Names the file as which a browser saves an export, and keeps copies out of caches. */
@Injectable()
export class ExportInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<CustomerExportResponse>): Observable<unknown> {
    return next.handle().pipe(
      tap(({ customer }) => {
        void context
          .switchToHttp()
          .getResponse<FastifyReply>()
          .header('content-disposition', `attachment; filename="customer-${customer.id}.json"`)
          .header('cache-control', 'no-store');
      }),
    );
  }
}
