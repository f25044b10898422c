import { queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { AttributeDefinition } from '../domain/attributes.js';
import type { UnitKind } from '../units/unit.entity.js';
import type { SaveProductDto } from './dto/save-product.dto.js';
import type { Product } from './product.entity.js';

// Of the definitions only those that can matter: of the keys that are there, and what is required.
const FACTS = `
  SELECT u.id AS unit_id, u.code AS unit_code, u.kind AS unit_kind, u.decimal_places AS unit_decimals,
    u.is_active AS is_unit_active,
    (SELECT t.id FROM tax_groups t WHERE t.is_default) AS default_tax_group_id,
    (SELECT lower(c.name) = lower($6::text) FROM categories c WHERE c.id = $3::uuid) AS is_category_named,
    (SELECT c.path FROM categories c WHERE c.id = COALESCE($3::uuid, $8::uuid)) AS category_path,
    EXISTS (SELECT FROM categories c WHERE c.id = $3::uuid) AS has_category_id,
    EXISTS (SELECT FROM brands b WHERE b.id = $4::uuid) AS has_brand_id,
    EXISTS (SELECT FROM tax_groups t WHERE t.id = $5::uuid) AS has_tax_group_id,
    EXISTS (SELECT FROM product_groups g WHERE g.id = $7::uuid) AS has_product_group_id,
    (SELECT g.is_active FROM product_groups g WHERE g.id = $7::uuid) AS is_product_group_active,
    (SELECT json_agg(json_build_object('code', a.code, 'type', a.type, 'options', a.options,
        'is_required', a.is_required, 'category_id', a.category_id))
      FROM product_attributes a WHERE a.is_required OR a.code = ANY ($9::text[])) AS definitions
  FROM (VALUES (1)) AS one LEFT JOIN units u
    ON CASE WHEN $1::text IS NULL THEN u.id = $2::uuid ELSE lower(u.code) = lower($1::text) END`;

/** What the database knows of everything a product's body refers to. */
export interface ProductReferenceFacts {
  unit_id: string | null;
  unit_code: string;
  unit_kind: UnitKind;
  unit_decimals: number;
  is_unit_active: boolean | null;
  default_tax_group_id: string | null;
  /** Whether category_id has the name that was sent beside it; null when one of them was not. */
  is_category_named: boolean | null;
  /** Of the category by id that was sent, else of the one the product has. */
  category_path: string[] | null;
  has_category_id: boolean;
  has_brand_id: boolean;
  has_tax_group_id: boolean;
  has_product_group_id: boolean;
  is_product_group_active: boolean | null;
  definitions: AttributeDefinition[] | null;
}

const DEFAULT_UNIT = 'pc';
const DEFAULT_WEIGHED_UNIT = 'kg';

/** One statement. `current` is the product as stored, for a change. */
export function readFacts(
  tx: Tx,
  input: Partial<SaveProductDto>,
  current?: Product,
): Promise<ProductReferenceFacts> {
  const fallback = input.is_weighed === true ? DEFAULT_WEIGHED_UNIT : DEFAULT_UNIT;
  return queryOne<ProductReferenceFacts>(tx, FACTS, [
    input.unit ?? (current === undefined ? fallback : null),
    current?.unit_id ?? null,
    input.category_id ?? null,
    input.brand_id ?? null,
    input.tax_group_id ?? null,
    input.category ?? null,
    input.product_group_id ?? null,
    input.category_id === undefined ? (current?.category_id ?? null) : null,
    Object.keys(input.attributes ?? {}),
  ]);
}
