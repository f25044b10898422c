import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { ATTRIBUTE_TYPES, type AttributeType } from '../../domain/attributes.js';

export class SaveProductAttributeDto {
  /**
   * The key in products' attributes; unique.
   * @example roast
   */
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, {
    message: '$property must be 1 to 50 of a-z, 0-9 and _, a letter first',
  })
  code: string;

  /** @example Roast */
  @IsText(100)
  name: string;

  @IsIn(ATTRIBUTE_TYPES)
  @ApiProperty({ enum: ATTRIBUTE_TYPES, example: 'select' })
  type: AttributeType;

  /**
   * What may be chosen; for select and multi_select, which need at least one.
   * @example ["light", "dark"]
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @MaxLength(100, { each: true })
  @Matches(/\S/, { each: true, message: 'each option must be text that is not blank' })
  @ApiPropertyOptional({ type: [String] })
  options?: string[];

  /**
   * What a number counts, as shown beside it.
   * @example ml
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /** Whether products must have it. */
  @Optional()
  @IsBoolean()
  is_required?: boolean;

  /** Whether clients should offer it as a filter. */
  @Optional()
  @IsBoolean()
  is_filterable?: boolean;

  /** The category that it belongs to, with what is below; null or left out for all products. */
  @Nullable()
  @IsUUID()
  category_id?: string | null;

  /**
   * Order in forms, then by name.
   * @example 0
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  sort_order?: number;
}
