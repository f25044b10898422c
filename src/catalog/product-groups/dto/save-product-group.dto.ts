import { IsBoolean, IsInt, IsString, IsUUID, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { UpperCased } from '../../../common/http/validation/transforms.js';
import { isDictionaryCode } from '../../domain/dictionary-code.js';

function IsDictionaryCode(): PropertyDecorator {
  return ValidateBy({
    name: 'isDictionaryCode',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isDictionaryCode(value),
      defaultMessage: () => '$property must be 1 to 20 of A-Z, 0-9, _ and -, and no reserved word',
    },
  });
}

export class SaveProductGroupDto {
  /**
   * Unique; kept in capitals.
   * @example HOT-DRINKS
   */
  @UpperCased()
  @IsDictionaryCode()
  code: string;

  /** @example Hot drinks */
  @IsText(100)
  name: string;

  /** @example Coffee, tea and cocoa */
  @Nullable()
  @IsString()
  @MaxLength(5000)
  description?: string | null;

  /** The group above; null or left out for a root. */
  @Nullable()
  @IsUUID()
  parent_id?: string | null;

  /** An inactive group keeps its products and takes no new ones. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /**
   * Order among its siblings, then by name.
   * @example 0
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  sort_order?: number;
}
