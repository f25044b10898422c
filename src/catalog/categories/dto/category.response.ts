import { ApiProperty } from '@nestjs/swagger';
import type { Category } from '../category.entity.js';

export class CategoryResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a14 */
  id: string;
  /** @example Kitchenware */
  name: string;
  description: string | null;
  parent_id: string | null;
  /** @example 0 */
  sort_order: number;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;
  /** What is directly below; only in the tree. */
  @ApiProperty({ type: () => [CategoryResponse], required: false })
  children?: CategoryResponse[];

  static from(category: Category): CategoryResponse {
    return {
      id: category.id,
      name: category.name,
      description: category.description,
      parent_id: category.parent_id,
      sort_order: category.sort_order,
      version: category.version,
      created_at: category.created_at,
      updated_at: category.updated_at,
    };
  }
}
