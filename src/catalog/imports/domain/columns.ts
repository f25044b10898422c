export type ColumnKind = 'text' | 'number' | 'boolean' | 'list' | 'json';

/** What a product file may hold. An export has exactly these columns, in this order. */
export const COLUMNS = {
  sku: 'text',
  name: 'text',
  description: 'text',
  kind: 'text',
  price: 'number',
  cost_price: 'number',
  category: 'text',
  product_group: 'text',
  brand: 'text',
  barcodes: 'list',
  plu: 'text',
  unit: 'text',
  tax_group: 'text',
  is_weighed: 'boolean',
  is_stocked: 'boolean',
  track_batches: 'boolean',
  track_serials: 'boolean',
  requires_expiry: 'boolean',
  min_stock_level: 'number',
  lifecycle_status: 'text',
  sales_blocked: 'boolean',
  purchase_blocked: 'boolean',
  image_url: 'text',
  attributes: 'json',
} as const satisfies Readonly<Record<string, ColumnKind>>;
export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

export function isColumn(name: string): name is Column {
  return Object.hasOwn(COLUMNS, name);
}

/** Written in place of a value that is to be cleared: an empty cell says nothing. */
export const CLEARED = '\\N';

/** Names of a path of categories: `Drinks > Tea > Green`. */
export const PATH_SEPARATOR = ' > ';
