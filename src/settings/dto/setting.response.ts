import { ApiProperty } from '@nestjs/swagger';
import type { SettingDefinition } from '../domain/known-settings.js';
import type { SettingRow } from '../setting-reads.js';
import { ANY_JSON } from './any-json.js';

export class SettingResponse {
  /** @example 01900000-0000-7000-8000-000000000206 */
  id: string;
  /** @example receipt.footer */
  key: string;
  /** @example Thank you! */
  @ApiProperty(ANY_JSON)
  value: unknown;
  /** Whether the system itself reads this key. */
  is_known: boolean;
  /** Whether nobody has set this known key, so that its default holds. */
  is_default: boolean;
  /** What holds while a known key is not set. */
  @ApiProperty(ANY_JSON)
  default_value: unknown;
  /**
   * What a known key takes.
   * @example text
   */
  type: SettingDefinition['type'] | null;
  /** @example Text below every receipt, for locations without a footer of their own. */
  description: string | null;
  /** 0 while the default holds. */
  version: number;
  created_at: Date | null;
  updated_at: Date | null;

  static from(this: void, row: SettingRow): SettingResponse {
    const response = new SettingResponse();
    response.id = row.id;
    response.key = row.key;
    response.value = row.value;
    response.is_known = row.is_known;
    response.is_default = row.is_default;
    response.default_value = row.default_value;
    response.type = row.type;
    response.description = row.description;
    response.version = row.version;
    response.created_at = row.created_at;
    response.updated_at = row.updated_at;
    return response;
  }
}
