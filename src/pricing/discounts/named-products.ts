import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';

const CLEAR = `DELETE FROM discount_products WHERE discount_id = $1::uuid AND product_id <> ALL ($2::uuid[])`;

// Locked, so that none can vanish before the rows that name it are there.
const KNOWN = `SELECT id::text FROM products WHERE id = ANY ($1::uuid[]) ORDER BY id FOR KEY SHARE`;

const NAME = `
  INSERT INTO discount_products (discount_id, product_id) SELECT $1::uuid, unnest($2::uuid[])
  ON CONFLICT DO NOTHING`;

/** One error for each product of the list that does not exist; the others are locked against deletion. */
export async function unknownProducts(
  tx: Tx,
  products: readonly string[] | null | undefined,
): Promise<FieldError[]> {
  if (products === undefined || products === null || products.length === 0) return [];
  const known = new Set((await query<{ id: string }>(tx, KNOWN, [products])).map(({ id }) => id));
  return products.flatMap((id, index) => {
    if (known.has(id.toLowerCase())) return [];
    return [
      { field: `applicable_products.${index}`, code: 'PRODUCT_NOT_FOUND', message: `No product ${id}.` },
    ];
  });
}

/** Makes these the products that a discount names; null names none. Two statements, however many. */
export async function nameProducts(
  tx: Tx,
  discountId: string,
  products: readonly string[] | null,
): Promise<void> {
  const ids = [...new Set((products ?? []).map((id) => id.toLowerCase()))];
  await query(tx, CLEAR, [discountId, ids]);
  await query(tx, NAME, [discountId, ids]);
}

export function throwIfAny(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new ValidationFailed(errors);
}
