import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { AttributeDefinition } from '../domain/attributes.js';
import { comparablePlu } from '../domain/embedded-code.js';
import { readBarcode } from '../domain/barcode.js';
import type { Product } from '../products/product.entity.js';
import { CategoryPaths, namesOf, type KnownCategory } from './domain/category-paths.js';
import type { StagedRow } from './import-store.js';

/** A product that is already there, its row locked, as plain JSON: decimals are text. */
export interface ExistingProduct extends Record<string, unknown> {
  id: string;
  version: number;
  lifecycle_status: Product['lifecycle_status'];
  unit_id: string;
  category_id: string | null;
  /** Its own, the primary one first; those of its packs are not among them. */
  barcodes: string[];
  on_hand: string;
  /** Of a bundle that is still sold. */
  is_part: boolean;
  has_packs: boolean;
}

export interface KnownUnit {
  id: string;
  code: string;
  kind: string;
  decimal_places: number;
  is_active: boolean;
}

/** Everything the rows of a batch refer to, read in a fixed number of statements. */
export interface Known {
  products: Map<string, ExistingProduct>;
  categories: CategoryPaths;
  brands: Map<string, string>;
  units: Map<string, KnownUnit>;
  tax_groups: Map<string, string>;
  product_groups: Map<string, string>;
  /** Groups out of use, by id: what is in them stays there. */
  closed_groups: Set<string>;
  default_tax_group_id: string | null;
  attributes: AttributeDefinition[];
  /** Who has a barcode, or a PLU. */
  gtins: Map<string, string>;
  plus: Map<string, string>;
}

const PRODUCTS = `
  SELECT lower(p.sku) AS key, to_jsonb(p) - 'search_text' AS product,
    ARRAY(SELECT b.code::text FROM product_barcodes b
          WHERE b.product_id = p.id AND b.packaging_id IS NULL ORDER BY b.is_primary DESC, b.id) AS barcodes,
    coalesce((SELECT s.on_hand FROM product_on_hand s WHERE s.product_id = p.id), 0) AS on_hand,
    EXISTS (SELECT FROM bundle_parts b JOIN products whole ON whole.id = b.bundle_id
      WHERE b.component_id = p.id AND whole.lifecycle_status NOT IN ('discontinued', 'archived')) AS is_part,
    EXISTS (SELECT FROM product_packagings k WHERE k.product_id = p.id) AS has_packs
  FROM products p WHERE lower(p.sku) = ANY ($1::text[]) ORDER BY p.id FOR UPDATE OF p`;
const CATEGORIES = `SELECT id, name, parent_id, path FROM categories WHERE lower(name) = ANY ($1::text[]) OR id = ANY ($2::uuid[])`;
const BRANDS = `SELECT lower(name) AS key, id FROM brands WHERE lower(name) = ANY ($1::text[])`;
const UNITS = `SELECT id, code, kind, decimal_places, is_active FROM units`;
const TAX_GROUPS = `SELECT lower(code) AS key, id, is_default FROM tax_groups`;
const GROUPS = `SELECT lower(code) AS key, id, is_active FROM product_groups WHERE lower(code) = ANY ($1::text[])`;
const ATTRIBUTES = `SELECT code, type, options, is_required, category_id FROM product_attributes`;
const CODES = `
  SELECT 'gtin' AS what, gtin::text AS key, product_id AS id FROM product_barcodes WHERE gtin = ANY ($1::text[])
  UNION ALL
  SELECT 'plu', ltrim(plu, '0'), id FROM products WHERE ltrim(plu, '0') = ANY ($2::text[])`;

interface Keyed {
  key: string;
  id: string;
}

function texts(rows: readonly StagedRow[], field: string): string[] {
  const values = rows.map(({ record }) => record?.[field]);
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}

function byKey(rows: readonly Keyed[]): Map<string, string> {
  return new Map(rows.map(({ key, id }) => [key, id]));
}

async function knownProducts(tx: Tx, rows: readonly StagedRow[]): Promise<Map<string, ExistingProduct>> {
  type Facts = Pick<ExistingProduct, 'barcodes' | 'on_hand' | 'is_part' | 'has_packs'>;
  type Row = Facts & { key: string; product: Omit<ExistingProduct, keyof Facts> };
  const keys = rows.flatMap(({ sku_key }) => sku_key ?? []);
  const found = await query<Row>(tx, PRODUCTS, [keys]);
  return new Map(
    found.map(({ key, product, ...facts }) => [key, { ...product, ...facts } as ExistingProduct]),
  );
}

/** Reads what the rows refer to and locks the products they change, by id. Eight statements, however many rows. */
export async function readKnown(tx: Tx, rows: readonly StagedRow[]): Promise<Known> {
  const lower = (values: readonly string[]): string[] => values.map((value) => value.trim().toLowerCase());
  const barcodes = rows.flatMap(({ record }) =>
    Array.isArray(record?.barcodes) ? (record.barcodes as unknown[]) : [],
  );
  const gtins = barcodes.filter((code) => typeof code === 'string').map((code) => readBarcode(code).gtin);
  const products = await knownProducts(tx, rows);
  const placed = [...products.values()].flatMap(({ category_id }) => category_id ?? []);
  const categories = await query<KnownCategory>(tx, CATEGORIES, [
    lower(texts(rows, 'category').flatMap(namesOf)),
    placed,
  ]);
  const brands = await query<Keyed>(tx, BRANDS, [lower(texts(rows, 'brand'))]);
  const units = await query<KnownUnit>(tx, UNITS);
  const taxGroups = await query<Keyed & { is_default: boolean }>(tx, TAX_GROUPS);
  const groups = await query<Keyed & { is_active: boolean }>(tx, GROUPS, [
    lower(texts(rows, 'product_group')),
  ]);
  const attributes = await query<AttributeDefinition>(tx, ATTRIBUTES);
  const codes = await query<Keyed & { what: 'gtin' | 'plu' }>(tx, CODES, [
    gtins,
    texts(rows, 'plu').map(comparablePlu),
  ]);
  return {
    products,
    categories: new CategoryPaths(categories),
    brands: byKey(brands),
    units: new Map(
      units.flatMap((unit) => [[unit.code.toLowerCase(), unit] as const, [unit.id, unit] as const]),
    ),
    tax_groups: byKey(taxGroups),
    product_groups: byKey(groups),
    closed_groups: new Set(groups.filter(({ is_active }) => !is_active).map(({ id }) => id)),
    attributes,
    default_tax_group_id: taxGroups.find(({ is_default }) => is_default)?.id ?? null,
    gtins: byKey(codes.filter(({ what }) => what === 'gtin')),
    plus: byKey(codes.filter(({ what }) => what === 'plu')),
  };
}

// Whoever else makes the same one at this moment wins; its id is read back.
const NEW_CATEGORY = `
  WITH made AS (
    INSERT INTO categories (id, name, parent_id) VALUES ($1::uuid, $2::text, $3::uuid) ON CONFLICT DO NOTHING RETURNING id)
  SELECT id FROM made UNION ALL
  SELECT id FROM categories WHERE lower(name) = lower($2::text) AND parent_id IS NOT DISTINCT FROM $3::uuid LIMIT 1`;
const NEW_BRAND = `
  WITH made AS (INSERT INTO brands (id, name) VALUES ($1::uuid, $2::text) ON CONFLICT DO NOTHING RETURNING id)
  SELECT id FROM made UNION ALL SELECT id FROM brands WHERE lower(name) = lower($2::text) LIMIT 1`;

async function make(tx: Tx, text: string, values: unknown[]): Promise<string> {
  const [row] = await query<{ id: string }>(tx, text, [newId(), ...values]);
  return row?.id ?? make(tx, text, values);
}

/** The id of a category, made with all that is missing above it. */
export async function categoryAt(tx: Tx, known: Known, path: string): Promise<string> {
  let parent: string | null = null;
  for (const name of namesOf(path)) {
    const found: string | undefined = known.categories.at(parent, name);
    const id: string = found ?? (await make(tx, NEW_CATEGORY, [name, parent]));
    if (found === undefined) {
      known.categories.add({ id, name, parent_id: parent, path: [id, ...known.categories.pathOf(parent)] });
    }
    parent = id;
  }
  return parent!;
}

/** The id of a brand, made when it is missing. */
export async function brandNamed(tx: Tx, known: Known, name: string): Promise<string> {
  const key = name.toLowerCase();
  const id = known.brands.get(key) ?? (await make(tx, NEW_BRAND, [name]));
  known.brands.set(key, id);
  return id;
}
