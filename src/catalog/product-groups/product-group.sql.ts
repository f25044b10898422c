import type { ProductGroup } from './product-group.entity.js';

/** A group as it is answered. */
export interface ProductGroupRow extends Omit<ProductGroup, 'path'> {
  full_name: string;
}

export const GROUP_COLUMNS = `g.id, g.code, g.name, g.description, g.parent_id, g.is_active, g.sort_order, g.version,
  g.created_at, g.updated_at,
  (SELECT string_agg(above.name, ' / ' ORDER BY array_position(g.path, above.id) DESC)
    FROM product_groups above WHERE above.id = ANY (g.path)) AS full_name`;
