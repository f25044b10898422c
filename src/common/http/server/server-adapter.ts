import { MethodNotAllowedException } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { DomainError } from '../../errors/domain-error.js';
import { RouteMethods } from './route-methods.js';

export class ServerStopping extends DomainError {
  constructor() {
    super('unavailable', 'SERVER_STOPPING', 'The server is stopping; try again shortly.');
  }
}

type NotFoundHandler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** Fastify under Nest, with 405 for known addresses, and problems instead of Fastify's own words while stopping. */
export class ServerAdapter extends FastifyAdapter {
  private readonly methods = new RouteMethods();
  private isStopping = false;

  constructor(options: FastifyServerOptions) {
    super({ ...options, return503OnClosing: false });
    this.instance.addHook('onRoute', (route) => this.methods.add(route.url, route.method));
    this.instance.addHook('onRequest', (request, reply, done) => {
      reply.header('x-request-id', request.id);
      done(this.isStopping ? new ServerStopping() : undefined);
    });
    this.instance.addHook('onSend', (_request, reply, payload, done) => {
      // Connections that stay open would hold up the end.
      if (this.isStopping) reply.header('connection', 'close');
      done(null, payload);
    });
  }

  /** Nest calls this first of all when it closes: from now on new requests get 503, running ones go on. */
  override beforeClose(): void {
    this.isStopping = true;
  }

  override setNotFoundHandler(notFound: NotFoundHandler): ReturnType<FastifyAdapter['setNotFoundHandler']> {
    return super.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
      const allowed = this.methods.at(request.url.split('?', 1)[0]!);
      if (allowed.length === 0 || allowed.includes(request.method)) return notFound(request, reply);
      const methods = allowed.join(', ');
      return reply
        .header('allow', methods)
        .send(new MethodNotAllowedException(`This address takes ${methods}.`));
    });
  }
}
