import { ApiProperty } from '@nestjs/swagger';
import { OPTION_TYPES, type OptionType, type OptionValue } from '../../domain/variant-options.js';
import type { ProductOption } from '../product-option.entity.js';

export class OptionResponse {
  /** @example Size */
  name: string;
  @ApiProperty({ enum: OPTION_TYPES, example: 'text' })
  type: OptionType;
  @ApiProperty({
    type: 'array',
    items: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    example: ['S', 'M', 'L'],
  })
  values: OptionValue[];
  /** What colours look like, by value. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { Navy: '#1f3a5f' } })
  swatches: Record<string, string>;

  static from(row: Pick<ProductOption, 'name' | 'type' | 'allowed_values' | 'swatches'>): OptionResponse {
    return { name: row.name, type: row.type, values: row.allowed_values, swatches: row.swatches };
  }
}
