import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Actor } from '../common/auth/actor.js';
import { NotAuthenticated } from '../common/auth/auth.errors.js';
import type { AuthenticatedRequest } from '../common/auth/caller.js';
import { PUBLIC_KEY } from '../common/auth/public.decorator.js';
import { ApiKeyAuthentication } from './api-keys/api-key-authentication.js';
import { OPTIONAL_AUTHENTICATION_KEY } from './auth/optional-authentication.decorator.js';
import { Sessions, type AccessClaims } from './sessions/sessions.js';

/**
 * Finds out who is calling, by `Authorization: Bearer` or else `X-API-Key`, and leaves the Actor on the request.
 * It asks the database every time, in one statement, so that a logout, a deactivation or a changed role acts at once.
 */
@Injectable()
export class AuthenticationGuard extends AuthGuard('jwt') {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly apiKeys: ApiKeyAuthentication,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!this.asksWho(context, request)) return true;
    const actor = await this.actorOf(context, request);
    if (actor === undefined) throw new NotAuthenticated();
    request.user = actor;
    return true;
  }

  override handleRequest<Claims>(error: unknown, claims: Claims | false | null): Claims {
    if (error instanceof Error) throw error;
    if (!claims) throw new NotAuthenticated();
    return claims;
  }

  private asksWho(context: ExecutionContext, { headers }: AuthenticatedRequest): boolean {
    const targets = [context.getHandler(), context.getClass()];
    const is = (key: string): boolean => this.reflector.getAllAndOverride<boolean>(key, targets) === true;
    if (!is(PUBLIC_KEY)) return true;
    const hasCredentials = headers.authorization !== undefined || headers['x-api-key'] !== undefined;
    return hasCredentials && is(OPTIONAL_AUTHENTICATION_KEY);
  }

  private async actorOf(
    context: ExecutionContext,
    request: AuthenticatedRequest,
  ): Promise<Actor | undefined> {
    const key = request.headers['x-api-key'];
    if (request.headers.authorization === undefined && typeof key === 'string')
      return this.apiKeys.actorOf(key);
    await super.canActivate(context);
    const claims = request.user as unknown as AccessClaims;
    // What passport left is no actor yet.
    request.user = undefined;
    return this.sessions.actorOf(claims);
  }
}
