import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { InUse } from '../catalog.errors.js';
import type { ProductAttribute } from './product-attribute.entity.js';

const USED = `SELECT 1 FROM products p WHERE p.attributes <> '{}' AND p.attributes ? $1::text LIMIT 1`;
const CHOSEN = `
  SELECT o.option FROM unnest($2::text[]) AS o (option)
  WHERE EXISTS (
    SELECT FROM products p WHERE p.attributes <> '{}'
      AND (p.attributes @> jsonb_build_object($1::text, o.option)
        OR p.attributes @> jsonb_build_object($1::text, jsonb_build_array(o.option)))) LIMIT 1`;

function isSelect({ type }: ProductAttribute): boolean {
  return type === 'select' || type === 'multi_select';
}

/** The two select types need something to choose from, the others cannot have it. */
export function refuseWrongOptions(attribute: ProductAttribute): void {
  if (attribute.options.length > 0 === isSelect(attribute)) return;
  const message = isSelect(attribute)
    ? `${attribute.type} needs at least one option`
    : `${attribute.type} takes no options`;
  throw new InvalidField('options', 'OPTIONS_DO_NOT_FIT', message);
}

/**
 * Throws ATTRIBUTE_IN_USE when a change would make a stored value mean something else: another code or type, or an
 * option less, while products have it.
 */
export async function refuseNewMeaning(
  tx: Tx,
  before: ProductAttribute,
  after: ProductAttribute,
): Promise<void> {
  if (after.code !== before.code || after.type !== before.type) {
    const used = await query(tx, USED, [before.code]);
    if (used.length > 0) throw new InUse('attribute', before.id, '; it keeps its code and type');
  }
  const removed = before.options.filter((option) => !after.options.includes(option));
  if (removed.length === 0) return;
  const [chosen] = await query<{ option: string }>(tx, CHOSEN, [before.code, removed]);
  if (chosen !== undefined) throw new InUse('attribute', before.id, `; products have ${chosen.option}`);
}
