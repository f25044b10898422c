import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AuditSource } from '../../audit/index.js';
import type { Actor } from '../../common/auth/actor.js';
import type { AuthenticatedRequest } from '../../common/auth/caller.js';

/** The device that sends a request, as far as it says, and who sends it, where that is known. */
export interface Client {
  actor: Actor | null;
  request_id: string;
  ip: string;
  user_agent: string | null;
}

/** Injects the Client into a handler that nobody needs to be signed in for. */
export const CurrentClient = createParamDecorator((_: unknown, context: ExecutionContext): Client => {
  const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
  return {
    actor: request.user ?? null,
    request_id: request.id,
    ip: request.ip,
    user_agent: request.headers['user-agent'] ?? null,
  };
});

/** The same request as an audit source, once it is known who sends it. */
export function sentBy(actor: Actor | null, { request_id, ip }: Client): AuditSource {
  return { actor, request_id, ip };
}
