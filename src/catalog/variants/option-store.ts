import { newId } from '../../common/database/new-id.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { OptionValues, VariantOption } from '../domain/variant-options.js';
import type { ProductOption } from './product-option.entity.js';

export type OptionRow = Pick<ProductOption, 'name' | 'type' | 'allowed_values' | 'swatches'>;

export interface VariantRow {
  id: string;
  sku: string;
  option_values: OptionValues;
}

const OPTIONS = `
  SELECT name, type, allowed_values, swatches FROM product_options WHERE product_id = $1::uuid ORDER BY sort_order`;
const CLEAR = `DELETE FROM product_options WHERE product_id = $1::uuid`;
const ADD = `
  INSERT INTO product_options (id, product_id, name, type, allowed_values, swatches, sort_order)
  SELECT o.id, $1::uuid, o.name, o.type, o.allowed_values, o.swatches, o.nth - 1
  FROM unnest($2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[])
    WITH ORDINALITY AS o (id, name, type, allowed_values, swatches, nth)`;
const VARIANTS = `SELECT id, sku, option_values FROM products WHERE parent_id = $1::uuid ORDER BY sku`;
const RESPELL = `
  UPDATE products p SET option_values = v.option_values, version = p.version + 1, updated_at = now()
  FROM unnest($1::uuid[], $2::jsonb[]) AS v (id, option_values) WHERE p.id = v.id`;

/** A template's options, in order. */
export function optionsOf(db: Queryable, templateId: string): Promise<OptionRow[]> {
  return query<OptionRow>(db, OPTIONS, [templateId]);
}

export function asOption({ name, type, allowed_values, swatches }: OptionRow): VariantOption {
  return { name, type, values: allowed_values, swatches };
}

/** The template's row must be locked. */
export async function replaceOptions(
  tx: Tx,
  templateId: string,
  options: readonly VariantOption[],
): Promise<void> {
  await query(tx, CLEAR, [templateId]);
  await query(tx, ADD, [
    templateId,
    options.map(newId),
    options.map(({ name }) => name),
    options.map(({ type }) => type),
    options.map(({ values }) => JSON.stringify(values)),
    options.map(({ swatches }) => JSON.stringify(swatches ?? {})),
  ]);
}

/** Retired ones too. */
export function variantsOf(db: Queryable, templateId: string): Promise<VariantRow[]> {
  return query<VariantRow>(db, VARIANTS, [templateId]);
}

export async function respellVariants(
  tx: Tx,
  variants: readonly Pick<VariantRow, 'id' | 'option_values'>[],
): Promise<void> {
  if (variants.length === 0) return;
  await query(tx, RESPELL, [
    variants.map(({ id }) => id),
    variants.map(({ option_values }) => JSON.stringify(option_values)),
  ]);
}
