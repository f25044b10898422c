import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { RowPlan } from './row-plan.js';

/** A product of which nothing was said. */
export const NEW_PRODUCT = {
  description: null,
  price: null,
  cost_price: null,
  category_id: null,
  brand_id: null,
  discount_id: null,
  plu: null,
  is_weighed: false,
  is_stocked: true,
  track_batches: false,
  track_serials: false,
  min_stock_level: 0,
  image_url: null,
  lifecycle_status: 'active',
  sales_blocked: false,
  purchase_blocked: false,
  attributes: {},
  kind: 'standard',
  parent_id: null,
  option_values: {},
  product_group_id: null,
  requires_expiry: false,
  search_text: '',
  version: 1,
};

const INSERT = `
  INSERT INTO products SELECT * FROM jsonb_populate_recordset(NULL::products, $1::jsonb)
  ON CONFLICT DO NOTHING RETURNING id`;

const CHANGED = [
  'sku',
  'name',
  'description',
  'price',
  'cost_price',
  'category_id',
  'brand_id',
  'unit_id',
  'tax_group_id',
  'plu',
  'is_weighed',
  'is_stocked',
  'track_batches',
  'track_serials',
  'min_stock_level',
  'image_url',
  'lifecycle_status',
  'sales_blocked',
  'purchase_blocked',
  'attributes',
  'product_group_id',
  'requires_expiry',
]
  .map((column) => `${column} = r.${column}`)
  .join(', ');
const UPDATE = `
  UPDATE products p SET ${CHANGED}, version = p.version + 1, updated_at = $2::timestamptz
  FROM jsonb_populate_recordset(NULL::products, $1::jsonb) r WHERE p.id = r.id RETURNING p.id`;

const REMOVE_BARCODES = `
  WITH changed AS (SELECT * FROM unnest($1::uuid[], $2::text[]) AS c (product_id, gtin))
  DELETE FROM product_barcodes b
  WHERE b.product_id = ANY ($3::uuid[]) AND b.packaging_id IS NULL
    AND NOT EXISTS (SELECT FROM changed c WHERE c.product_id = b.product_id AND c.gtin = b.gtin)`;
const DEMOTE_BARCODES = `
  UPDATE product_barcodes SET is_primary = false WHERE product_id = ANY ($1::uuid[]) AND is_primary`;
const ADD_BARCODES = `
  INSERT INTO product_barcodes (id, product_id, code, gtin, kind, is_primary)
  SELECT b.* FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::boolean[])
    AS b (id, product_id, code, gtin, kind, is_primary)
  ON CONFLICT (gtin) DO UPDATE SET is_primary = excluded.is_primary
    WHERE product_barcodes.product_id = excluded.product_id
  RETURNING id`;

const LIFECYCLE = `
  INSERT INTO product_lifecycle_changes (id, product_id, from_status, to_status, reason, actor_id, created_at)
  SELECT c.id, c.product_id, c.from_status, c.to_status, 'import', $5::uuid, $6::timestamptz
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS c (id, product_id, from_status, to_status)`;

async function writeBarcodes(tx: Tx, plans: readonly RowPlan[]): Promise<void> {
  const changed = plans.filter(({ barcodes }) => barcodes !== undefined);
  if (changed.length === 0) return;
  const ids = changed.map(({ product }) => product!.id);
  const codes = changed.flatMap(({ product, barcodes }) =>
    barcodes!.map((barcode, at) => ({ ...barcode, product_id: product!.id, is_primary: at === 0 })),
  );
  const owners = codes.map(({ product_id }) => product_id);
  const gtins = codes.map(({ gtin }) => gtin);
  const old = changed.filter(({ before }) => before !== undefined).map(({ product }) => product!.id);
  if (old.length > 0) {
    await query(tx, REMOVE_BARCODES, [owners, gtins, old]);
    await query(tx, DEMOTE_BARCODES, [ids]);
  }
  const added = await query(tx, ADD_BARCODES, [
    codes.map(newId),
    owners,
    codes.map(({ code }) => code),
    gtins,
    codes.map(({ kind }) => kind),
    codes.map(({ is_primary }) => is_primary),
  ]);
  if (added.length < codes.length) throw new CodeClaimedMeanwhile();
}

/** Somebody else took a code between the look and the write; the batch is worked off again and will see it. */
export class CodeClaimedMeanwhile extends Error {}

async function writeLifecycle(
  tx: Tx,
  plans: readonly RowPlan[],
  who: { actor_id: string; now: Date },
): Promise<void> {
  const moved = plans.filter(({ lifecycle }) => lifecycle !== undefined);
  if (moved.length === 0) return;
  await query(tx, LIFECYCLE, [
    moved.map(newId),
    moved.map(({ product }) => product!.id),
    moved.map(({ lifecycle }) => lifecycle!.from),
    moved.map(({ lifecycle }) => lifecycle!.to),
    who.actor_id,
    who.now,
  ]);
}

/**
 * Writes the products of accepted rows with their barcodes and lifecycle: at most six statements, however many rows.
 * The rows of products that change are locked. Throws CodeClaimedMeanwhile.
 */
export async function writeProducts(
  tx: Tx,
  plans: readonly RowPlan[],
  who: { actor_id: string; now: Date },
): Promise<void> {
  const of = (verdict: RowPlan['verdict']): object[] =>
    plans.flatMap((plan) => (plan.verdict === verdict && plan.product !== undefined ? [plan.product] : []));
  const made = of('created').map((product) => ({ ...product, created_at: who.now, updated_at: who.now }));
  if (made.length > 0) {
    const inserted = await query(tx, INSERT, [JSON.stringify(made)]);
    if (inserted.length < made.length) throw new CodeClaimedMeanwhile();
  }
  const changed = of('updated');
  if (changed.length > 0) await query(tx, UPDATE, [JSON.stringify(changed), who.now]);
  await writeBarcodes(tx, plans);
  await writeLifecycle(tx, plans, who);
}
