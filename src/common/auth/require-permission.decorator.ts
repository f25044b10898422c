import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Permission } from './permissions.js';

export const PERMISSION_KEY = 'opentill:permission';

/** The route is open to callers whose role grants this permission, and says so in the API description. */
export function RequirePermission(permission: Permission): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(PERMISSION_KEY, permission),
    ApiExtension('x-permission', permission),
    ApiBearerAuth(),
    ApiSecurity('api_key'),
  );
}
