import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { can } from './actor.js';
import { NotAuthenticated, PermissionDenied } from './auth.errors.js';
import type { AuthenticatedRequest } from './caller.js';
import type { Permission } from './permissions.js';
import { PUBLIC_KEY } from './public.decorator.js';
import { PERMISSION_KEY } from './require-permission.decorator.js';

/** Deny by default: a route that declares neither a permission nor @Public() is refused. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, targets) === true) return true;

    const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (user === undefined) throw new NotAuthenticated();
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION_KEY, targets);
    if (permission === undefined || !can(user, permission)) throw new PermissionDenied(permission);
    return true;
  }
}
