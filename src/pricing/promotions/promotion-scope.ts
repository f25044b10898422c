import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import type { SavePromotionDto } from './dto/save-promotion.dto.js';

type Scope = Pick<SavePromotionDto, 'targets' | 'price_group_ids' | 'location_ids'>;

const UNKNOWN = `
  SELECT 'targets.' || (ord - 1) || '.target_id' AS field, kind AS what
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (kind text, target_id uuid)) WITH ORDINALITY AS t(kind, target_id, ord)
  WHERE NOT CASE kind
    WHEN 'product' THEN EXISTS (SELECT FROM products WHERE id = target_id)
    WHEN 'category' THEN EXISTS (SELECT FROM categories WHERE id = target_id)
    WHEN 'brand' THEN EXISTS (SELECT FROM brands WHERE id = target_id)
    ELSE EXISTS (SELECT FROM product_groups WHERE id = target_id) END
  UNION ALL
  SELECT 'price_group_ids.' || (ord - 1), 'price_group' FROM unnest($2::uuid[]) WITH ORDINALITY AS g(id, ord)
  WHERE NOT EXISTS (SELECT FROM price_groups WHERE price_groups.id = g.id)
  UNION ALL
  SELECT 'location_ids.' || (ord - 1), 'location' FROM unnest($3::uuid[]) WITH ORDINALITY AS l(id, ord)
  WHERE NOT EXISTS (SELECT FROM locations WHERE locations.id = l.id)`;

/** One error for each target, price group and location that does not exist. One statement. */
export async function unknownScope(tx: Tx, scope: Scope): Promise<FieldError[]> {
  const { targets = [], price_group_ids = [], location_ids = [] } = scope;
  const params = [JSON.stringify(targets), price_group_ids, location_ids];
  const rows = await query<{ field: string; what: string }>(tx, UNKNOWN, params);
  return rows.map(({ field, what }) => ({
    field,
    code: `${what.toUpperCase()}_NOT_FOUND`,
    message: `There is no such ${what.replaceAll('_', ' ')}.`,
  }));
}

const TARGETS = `
  WITH wanted AS (
    SELECT DISTINCT coalesce(role, 'buy') AS role, kind, target_id
    FROM jsonb_to_recordset($2::jsonb) AS t(role text, kind text, target_id uuid)),
  gone AS (
    DELETE FROM promotion_targets t WHERE t.promotion_id = $1::uuid
      AND (t.role, t.kind, t.target_id) NOT IN (SELECT role, kind, target_id FROM wanted))
  INSERT INTO promotion_targets (promotion_id, role, kind, target_id)
  SELECT $1::uuid, role, kind, target_id FROM wanted ON CONFLICT DO NOTHING`;

function membership(table: string, column: string): string {
  return `
    WITH gone AS (
      DELETE FROM ${table} WHERE promotion_id = $1::uuid AND ${column} <> ALL ($2::uuid[]))
    INSERT INTO ${table} (promotion_id, ${column}) SELECT DISTINCT $1::uuid, unnest($2::uuid[])
    ON CONFLICT DO NOTHING`;
}

const PRICE_GROUPS = membership('promotion_price_groups', 'price_group_id');
const LOCATIONS = membership('promotion_locations', 'location_id');

/** Makes these what a promotion is on, for and at; lists that are not given stay. A statement for each list. */
export async function writeScope(tx: Tx, promotionId: string, scope: Scope): Promise<void> {
  const { targets, price_group_ids, location_ids } = scope;
  if (targets !== undefined) await query(tx, TARGETS, [promotionId, JSON.stringify(targets)]);
  if (price_group_ids !== undefined) await query(tx, PRICE_GROUPS, [promotionId, price_group_ids]);
  if (location_ids !== undefined) await query(tx, LOCATIONS, [promotionId, location_ids]);
}
