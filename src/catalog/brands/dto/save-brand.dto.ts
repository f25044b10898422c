import { IsBoolean, IsString, IsUrl, MaxLength } from 'class-validator';
import { IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';

const WEB_ADDRESS = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

export class SaveBrandDto {
  /**
   * Unique, whatever its case.
   * @example Acme
   */
  @IsText(100)
  name: string;

  /** @example Kitchen goods since 1920 */
  @Nullable()
  @IsString()
  @MaxLength(5000)
  description?: string | null;

  /** @example https://acme.example */
  @Nullable()
  @IsUrl(WEB_ADDRESS)
  @MaxLength(2000)
  website?: string | null;

  /** @example https://acme.example/logo.svg */
  @Nullable()
  @IsUrl(WEB_ADDRESS)
  @MaxLength(2000)
  logo_url?: string | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}
