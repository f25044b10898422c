import type { Actor } from '../../../common/auth/actor.js';
import { UserResponse } from '../../users/dto/user.response.js';
import type { UserRow } from '../../users/user-row.js';

export class MeResponse extends UserResponse {
  /**
   * What the caller may do, one by one.
   * @example ["account:self", "catalog:read"]
   */
  permissions: string[];

  static of(row: UserRow, actor: Actor): MeResponse {
    return { ...UserResponse.from(row), permissions: [...actor.permissions].sort() };
  }
}
