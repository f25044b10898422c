import { ApiProperty } from '@nestjs/swagger';
import type { AuditLogEntry } from '../audit-entry.entity.js';

export class AuditEntryResponse {
  /** @example 01930000-0000-7000-8000-00000000abcd */
  id: string;
  created_at: Date;
  /** Null when nobody was signed in. */
  actor_id: string | null;
  /** @example admin */
  actor_username: string | null;
  /** The API key that acted for the actor, if one did. */
  api_key_id: string | null;
  /** @example product.updated */
  action: string;
  /** @example product */
  subject_type: string;
  /** @example 01930000-0000-7000-8000-000000000042 */
  subject_id: string;
  /** The changed fields as they were; null when the subject is new. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: { price: 12.99 } })
  before: object | null;
  /** The changed fields as they are now; null when the subject is gone. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: { price: 14.99 } })
  after: object | null;
  request_id: string | null;
  /** @example 203.0.113.7 */
  ip: string | null;

  static from(this: void, entry: AuditLogEntry): AuditEntryResponse {
    const response = new AuditEntryResponse();
    response.id = entry.id;
    response.created_at = entry.created_at;
    response.actor_id = entry.actor_id;
    response.actor_username = entry.actor_username;
    response.api_key_id = entry.api_key_id;
    response.action = entry.action;
    response.subject_type = entry.subject_type;
    response.subject_id = entry.subject_id;
    response.before = entry.before;
    response.after = entry.after;
    response.request_id = entry.request_id;
    response.ip = entry.ip;
    return response;
  }
}
