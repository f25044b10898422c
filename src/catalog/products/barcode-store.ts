import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { BarcodeTaken } from '../catalog.errors.js';
import type { Barcode } from '../domain/barcode.js';

const CODES = `
  SELECT code FROM product_barcodes WHERE product_id = $1::uuid ORDER BY is_primary DESC, id`;
const REMOVE_OTHERS = `DELETE FROM product_barcodes WHERE product_id = $1::uuid AND gtin <> ALL ($2::text[])`;
const DEMOTE = `
  UPDATE product_barcodes SET is_primary = false WHERE product_id = $1::uuid AND is_primary AND gtin <> $2::text`;
const PROMOTE = `
  UPDATE product_barcodes SET is_primary = true WHERE product_id = $1::uuid AND gtin = $2::text AND NOT is_primary`;
const ADD = `
  INSERT INTO product_barcodes (id, product_id, code, gtin, kind)
  SELECT b.id, $1::uuid, b.code, b.gtin, b.kind
  FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS b (id, code, gtin, kind)
  ON CONFLICT (gtin) DO NOTHING`;
const FOREIGN = `
  SELECT code, product_id FROM product_barcodes WHERE gtin = ANY ($2::text[]) AND product_id <> $1::uuid LIMIT 1`;

/** A product's codes, the primary one first. */
export async function barcodesOf(tx: Tx, productId: string): Promise<string[]> {
  return (await query<{ code: string }>(tx, CODES, [productId])).map(({ code }) => code);
}

/** Adds codes the product does not have yet. Throws BARCODE_TAKEN naming one that is another product's. */
export async function addBarcodes(tx: Tx, productId: string, barcodes: readonly Barcode[]): Promise<void> {
  if (barcodes.length === 0) return;
  const gtins = barcodes.map(({ gtin }) => gtin);
  const columns = [
    barcodes.map(newId),
    barcodes.map(({ code }) => code),
    gtins,
    barcodes.map(({ kind }) => kind),
  ];
  await query(tx, ADD, [productId, ...columns]);
  const [taken] = await query<{ code: string; product_id: string }>(tx, FOREIGN, [productId, gtins]);
  if (taken !== undefined) throw new BarcodeTaken(taken.code, taken.product_id);
}

/** Gives the product exactly these codes; the first one is its primary. The product's row must be locked or new. */
export async function replaceBarcodes(
  tx: Tx,
  productId: string,
  barcodes: readonly Barcode[],
): Promise<void> {
  await query(tx, REMOVE_OTHERS, [productId, barcodes.map(({ gtin }) => gtin)]);
  await addBarcodes(tx, productId, barcodes);
  const [primary] = barcodes;
  if (primary === undefined) return;
  await query(tx, DEMOTE, [productId, primary.gtin]);
  await query(tx, PROMOTE, [productId, primary.gtin]);
}
