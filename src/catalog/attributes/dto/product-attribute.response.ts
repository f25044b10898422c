import { ApiProperty } from '@nestjs/swagger';
import { ATTRIBUTE_TYPES, type AttributeType } from '../../domain/attributes.js';
import type { ProductAttribute } from '../product-attribute.entity.js';

export class ProductAttributeResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a16 */
  id: string;
  /** @example roast */
  code: string;
  /** @example Roast */
  name: string;
  @ApiProperty({ enum: ATTRIBUTE_TYPES, example: 'select' })
  type: AttributeType;
  /** @example ["light", "dark"] */
  options: string[];
  unit: string | null;
  is_required: boolean;
  is_filterable: boolean;
  category_id: string | null;
  /** @example 0 */
  sort_order: number;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(row: ProductAttribute): ProductAttributeResponse {
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      type: row.type,
      options: row.options,
      unit: row.unit,
      is_required: row.is_required,
      is_filterable: row.is_filterable,
      category_id: row.category_id,
      sort_order: row.sort_order,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
