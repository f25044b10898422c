import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  Matches,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { Optional } from '../../../common/http/validation/decorators.js';
import { Trimmed } from '../../../common/http/validation/transforms.js';
import { Decimal } from '../../../common/money/decimal.js';
import { OPTION_TYPES, type OptionType, type OptionValue } from '../../domain/variant-options.js';

const MAX_OPTIONS = 5;
const MAX_VALUES = 100;
const VALUE = /^[^\s\p{Cc}]+( [^\s\p{Cc}]+)*$/u;
const MAX_VALUE = 50;

function isValue(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= MAX_VALUE && VALUE.test(value);
  return typeof value === 'number' && Math.abs(value) <= 1e9 && new Decimal(value).decimalPlaces() <= 4;
}

function AreOptionValues(): PropertyDecorator {
  return ValidateBy({
    name: 'areOptionValues',
    validator: {
      validate: (values: unknown) => Array.isArray(values) && values.every(isValue),
      defaultMessage: () =>
        `$property must be texts of 1 to ${MAX_VALUE} characters, or numbers with at most 4 decimals`,
    },
  });
}

function AreSwatches(): PropertyDecorator {
  return ValidateBy({
    name: 'areSwatches',
    validator: {
      validate: (swatches: unknown) =>
        swatches !== null &&
        typeof swatches === 'object' &&
        !Array.isArray(swatches) &&
        Object.values(swatches).every((each) => typeof each === 'string' && /^#[0-9a-f]{6}$/i.test(each)),
      defaultMessage: () => '$property must name a colour such as #1f3a5f for each value',
    },
  });
}

export class SaveOptionDto {
  /**
   * Unique in the template, whatever its case.
   * @example Size
   */
  @Trimmed()
  @Matches(/^\p{L}[^\p{Cc}]{0,49}$/u, {
    message: '$property must be 1 to 50 characters and start with a letter',
  })
  name: string;

  /** What its values are. */
  @IsIn(OPTION_TYPES)
  @ApiProperty({ enum: OPTION_TYPES, example: 'text' })
  type: OptionType;

  /** In order: texts, or numbers for the type number. */
  @AreOptionValues()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_VALUES)
  @ApiProperty({
    type: 'array',
    items: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    example: ['S', 'M', 'L'],
  })
  values: OptionValue[];

  /** What colours look like, by value; for the type colour. */
  @Optional()
  @AreSwatches()
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { Navy: '#1f3a5f' },
  })
  swatches?: Record<string, string>;
}

export class SaveOptionsDto {
  /** All options, in order. What variants already chose must stay among them. */
  @IsArray()
  @ArrayMaxSize(MAX_OPTIONS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SaveOptionDto)
  options: SaveOptionDto[];
}
