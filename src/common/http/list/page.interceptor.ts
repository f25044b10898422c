import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Page } from './page.js';

/** Sends a Page as a bare array, with `Link` for the next page and `X-Total-Count` when counted. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      map((body) => {
        if (!(body instanceof Page)) return body;
        const reply = http.getResponse<FastifyReply>();
        if (body.next_cursor !== undefined) {
          const url = new URL(http.getRequest<FastifyRequest>().originalUrl, 'http://host');
          url.searchParams.delete('skip');
          url.searchParams.set('cursor', body.next_cursor);
          reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
        }
        if (body.total !== undefined) reply.header('x-total-count', String(body.total));
        return body.items as unknown[];
      }),
    );
  }
}
