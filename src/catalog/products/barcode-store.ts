import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { BarcodeTaken } from '../catalog.errors.js';
import type { Barcode } from '../domain/barcode.js';

/** Whose codes: a product's own, or those of one of its packs. */
interface Owner {
  product_id: string;
  packaging_id: string | null;
}

const OWNED = `product_id = $1::uuid AND packaging_id IS NOT DISTINCT FROM $2::uuid`;

const CODES = `SELECT code FROM product_barcodes WHERE ${OWNED} ORDER BY is_primary DESC, id`;
const REMOVE_OTHERS = `DELETE FROM product_barcodes WHERE ${OWNED} AND gtin <> ALL ($3::text[])`;
const DEMOTE = `
  UPDATE product_barcodes SET is_primary = false WHERE product_id = $1::uuid AND is_primary AND gtin <> $2::text`;
const PROMOTE = `
  UPDATE product_barcodes SET is_primary = true WHERE product_id = $1::uuid AND gtin = $2::text AND NOT is_primary`;
const ADD = `
  INSERT INTO product_barcodes (id, product_id, packaging_id, code, gtin, kind)
  SELECT b.id, $1::uuid, $2::uuid, b.code, b.gtin, b.kind
  FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) AS b (id, code, gtin, kind)
  ON CONFLICT (gtin) DO NOTHING`;
const FOREIGN = `
  SELECT code, product_id FROM product_barcodes WHERE gtin = ANY ($3::text[]) AND NOT (${OWNED}) LIMIT 1`;

/** A product's own codes, the primary one first. */
export async function barcodesOf(tx: Tx, productId: string): Promise<string[]> {
  return (await query<{ code: string }>(tx, CODES, [productId, null])).map(({ code }) => code);
}

/** The codes of one of a product's packs, in the order in which they were added. */
export async function packBarcodesOf(tx: Tx, pack: { id: string; product_id: string }): Promise<string[]> {
  return (await query<{ code: string }>(tx, CODES, [pack.product_id, pack.id])).map(({ code }) => code);
}

async function addBarcodes(tx: Tx, owner: Owner, barcodes: readonly Barcode[]): Promise<void> {
  if (barcodes.length === 0) return;
  const { product_id, packaging_id } = owner;
  const gtins = barcodes.map(({ gtin }) => gtin);
  const columns = [
    barcodes.map(newId),
    barcodes.map(({ code }) => code),
    gtins,
    barcodes.map(({ kind }) => kind),
  ];
  await query(tx, ADD, [product_id, packaging_id, ...columns]);
  const [taken] = await query<{ code: string; product_id: string }>(tx, FOREIGN, [
    product_id,
    packaging_id,
    gtins,
  ]);
  if (taken !== undefined) throw new BarcodeTaken(taken.code, taken.product_id);
}

/**
 * Gives the owner exactly these codes. Throws BARCODE_TAKEN naming one that another product or pack has; a code means
 * one thing only. The product's row must be locked or new.
 */
async function replace(tx: Tx, owner: Owner, barcodes: readonly Barcode[]): Promise<void> {
  const gtins = barcodes.map(({ gtin }) => gtin);
  await query(tx, REMOVE_OTHERS, [owner.product_id, owner.packaging_id, gtins]);
  await addBarcodes(tx, owner, barcodes);
}

/** Gives the product exactly these codes; the first one is its primary. Like `replace`. */
export async function replaceBarcodes(
  tx: Tx,
  productId: string,
  barcodes: readonly Barcode[],
): Promise<void> {
  await replace(tx, { product_id: productId, packaging_id: null }, barcodes);
  const [primary] = barcodes;
  if (primary === undefined) return;
  await query(tx, DEMOTE, [productId, primary.gtin]);
  await query(tx, PROMOTE, [productId, primary.gtin]);
}

/** Gives a pack of the product exactly these codes. Like `replace`. */
export function replacePackBarcodes(
  tx: Tx,
  pack: { id: string; product_id: string },
  barcodes: readonly Barcode[],
): Promise<void> {
  return replace(tx, { product_id: pack.product_id, packaging_id: pack.id }, barcodes);
}
