import { IsInstant } from '../../../common/http/validation/day-or-instant.js';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray } from 'class-validator';
import { IsText, Nullable } from '../../../common/http/validation/decorators.js';
import { ArePermissionEntries } from '../../roles/is-permission-entry.js';

export class CreateApiKeyDto {
  /** @example "Web shop" */
  @IsText(100)
  name: string;

  /**
   * Permissions, `context:*`, groups or `*`; none that the caller lacks.
   * @example ["catalog:read", "inventory:read"]
   */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @ArePermissionEntries()
  permissions: string[];

  /**
   * When the key stops working; never, when absent.
   * @example 2027-11-20T00:00:00Z
   */
  @Nullable()
  @IsInstant()
  expires_at?: string | null;
}
