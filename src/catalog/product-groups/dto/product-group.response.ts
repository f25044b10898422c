import { ApiProperty } from '@nestjs/swagger';
import type { ProductGroupRow } from '../product-group.sql.js';

export class ProductGroupResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a15 */
  id: string;
  /** @example HOT-DRINKS */
  code: string;
  /** @example Hot drinks */
  name: string;
  /**
   * Names from the root down.
   * @example Food / Drinks / Hot drinks
   */
  full_name: string;
  description: string | null;
  parent_id: string | null;
  is_active: boolean;
  /** @example 0 */
  sort_order: number;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;
  /** What is directly below; only in the tree. */
  @ApiProperty({ type: () => [ProductGroupResponse], required: false })
  children?: ProductGroupResponse[];

  static from(row: ProductGroupRow): ProductGroupResponse {
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      full_name: row.full_name,
      description: row.description,
      parent_id: row.parent_id,
      is_active: row.is_active,
      sort_order: row.sort_order,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
