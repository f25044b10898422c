import type { Register } from '../register.entity.js';

export class RegisterResponse {
  /** @example 01900000-0000-7000-8000-000000000111 */
  id: string;
  /** @example 01900000-0000-7000-8000-000000000101 */
  location_id: string;
  /** @example POS1 */
  code: string;
  /** @example Register 1 */
  name: string;
  is_active: boolean;
  is_default: boolean;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, register: Register): RegisterResponse {
    const response = new RegisterResponse();
    response.id = register.id;
    response.location_id = register.location_id;
    response.code = register.code;
    response.name = register.name;
    response.is_active = register.is_active;
    response.is_default = register.is_default;
    response.version = register.version;
    response.created_at = register.created_at;
    response.updated_at = register.updated_at;
    return response;
  }
}
