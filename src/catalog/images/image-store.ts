import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { ImageFile } from './image-sizes.js';

export const MAX_IMAGES = 20;

export interface ImageRow {
  id: string;
  product_id: string;
  width: number;
  height: number;
  alt_text: string | null;
  position: number;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export type NewImage = Pick<ImageRow, 'id' | 'product_id' | 'width' | 'height' | 'alt_text'> & {
  content_hash: string;
  files: ImageFile[];
};

const COLUMNS = 'id, product_id, width, height, alt_text, position, version, created_at, updated_at';
const LIST = `SELECT ${COLUMNS} FROM product_images WHERE product_id = $1::uuid ORDER BY position`;
const SAME = `SELECT id FROM product_images WHERE product_id = $1::uuid AND content_hash = $2::text`;
const ADD = `
  INSERT INTO product_images (id, product_id, content_hash, files, width, height, alt_text, position)
  SELECT $1::uuid, $2::uuid, $3::text, $4::jsonb, $5::integer, $6::integer, $7::text, count(*)
  FROM product_images WHERE product_id = $2::uuid`;
const ORDER = `
  UPDATE product_images i SET position = wanted.nth - 1
  FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, nth)
  WHERE i.id = wanted.id AND i.product_id = $1::uuid AND i.position <> wanted.nth - 1`;
const REMOVE = `DELETE FROM product_images WHERE product_id = $1::uuid AND id = $2::uuid`;

/** A product's images, the main one first. */
export function imagesOf(db: Queryable, productId: string): Promise<ImageRow[]> {
  return query<ImageRow>(db, LIST, [productId]);
}

/** The image that was made of the very same file. */
export async function sameImage(
  db: Queryable,
  productId: string,
  contentHash: string,
): Promise<string | undefined> {
  return (await query<{ id: string }>(db, SAME, [productId, contentHash]))[0]?.id;
}

/** Puts it last. The product's row must be locked. */
export async function addImage(tx: Tx, image: NewImage): Promise<void> {
  const { id, product_id, content_hash, files, width, height, alt_text } = image;
  await query(tx, ADD, [id, product_id, content_hash, JSON.stringify(files), width, height, alt_text]);
}

/** Gives the product's images the positions of this list, which must name all of them. */
export async function orderImages(tx: Tx, productId: string, ids: readonly string[]): Promise<void> {
  await query(tx, ORDER, [productId, ids]);
}

/** Its files go once this is committed. The positions of the others must be set anew. */
export async function removeImage(tx: Tx, productId: string, id: string): Promise<void> {
  await query(tx, REMOVE, [productId, id]);
}
