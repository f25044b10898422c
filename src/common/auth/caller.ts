import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';

/** The actor and the request it acts in; what an audit entry needs to know. */
export interface Caller {
  actor: Actor;
  request_id: string;
  ip: string;
}

/** A request on which the authentication guard has left the actor. */
export interface AuthenticatedRequest extends FastifyRequest {
  user?: Actor;
}

export function callerOf(request: AuthenticatedRequest): Caller {
  if (request.user === undefined) throw new Error('A public route asked for its caller');
  return { actor: request.user, request_id: request.id, ip: request.ip };
}

/** Injects the Caller into a handler. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<AuthenticatedRequest>()),
);
