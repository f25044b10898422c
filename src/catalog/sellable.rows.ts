import { Decimal, ZERO } from '../common/money/decimal.js';
import { componentsAt, effectiveRate } from './domain/tax-components.js';
import type { BundlePart, SellablePackaging, SellableProduct, StockableProduct } from './sellable-product.js';

/** Numerics arrive as text, inside JSON too. */
interface TaxRow {
  code: string;
  name: string;
  rate: string;
  is_compound: boolean;
  is_own: boolean;
}

type Told =
  | 'price'
  | 'cost_price'
  | 'tax_rate'
  | 'min_stock_level'
  | 'tax_components'
  | 'is_reverse_charge'
  | 'packagings'
  | 'parts';

export interface SellableRow extends Omit<SellableProduct, Told> {
  price: string | null;
  cost_price: string | null;
  tax_name: string | null;
  tax_rate: string | null;
  is_reverse_charge: boolean | null;
  min_stock_level: string;
  tax_rows: TaxRow[] | null;
  packagings: (Omit<SellablePackaging, 'factor'> & { factor: string })[] | null;
  parts: (Omit<BundlePart, 'quantity'> & { quantity: string })[] | null;
  unit_kind: string;
  unit_base_factor: string;
  /** The scanned code, or null for a product asked for by id. */
  code: string | null;
  match_rank: number;
  packaging_id: string | null;
}

export interface StockableRow extends Omit<StockableProduct, 'min_stock_level' | 'cost_price'> {
  min_stock_level: string;
  cost_price: string | null;
}

function decimalOrNull(text: string | null): Decimal | null {
  return text === null ? null : new Decimal(text);
}

/** The group's rate is what its general components come to; only a place's own need to be added up here. */
function taxOf(row: SellableRow): Pick<SellableProduct, 'tax_rate' | 'tax_components'> {
  if (row.tax_rate === null || row.tax_code === null) return { tax_rate: ZERO, tax_components: [] };
  const group = { code: row.tax_code, name: row.tax_name ?? row.tax_code, rate: new Decimal(row.tax_rate) };
  if (row.tax_rows === null) return { tax_rate: group.rate, tax_components: componentsAt([], group) };
  const stored = row.tax_rows.map((each) => ({ ...each, rate: new Decimal(each.rate) }));
  const tax_components = componentsAt(stored, group);
  return { tax_rate: effectiveRate(tax_components), tax_components };
}

function packagingsOf(row: SellableRow): SellablePackaging[] {
  const packs = (row.packagings ?? []).map((pack) => ({ ...pack, factor: new Decimal(pack.factor) }));
  return packs.sort((a, b) => a.factor.cmp(b.factor) || (a.id < b.id ? -1 : 1));
}

export function asSellable(row: SellableRow): SellableProduct {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    kind: row.kind,
    parent_id: row.parent_id,
    price: decimalOrNull(row.price),
    cost_price: decimalOrNull(row.cost_price),
    unit_code: row.unit_code,
    unit_decimals: row.unit_decimals,
    tax_group_id: row.tax_group_id,
    tax_code: row.tax_code,
    ...taxOf(row),
    is_reverse_charge: row.is_reverse_charge ?? false,
    prices_include_tax: row.prices_include_tax,
    category_id: row.category_id,
    category_path: row.category_path,
    product_group_id: row.product_group_id,
    product_group_path: row.product_group_path,
    brand_id: row.brand_id,
    discount_id: row.discount_id,
    lifecycle_status: row.lifecycle_status,
    sales_blocked: row.sales_blocked,
    is_stocked: row.is_stocked,
    track_batches: row.track_batches,
    track_serials: row.track_serials,
    requires_expiry: row.requires_expiry,
    min_stock_level: new Decimal(row.min_stock_level),
    packagings: packagingsOf(row),
    parts: (row.parts ?? []).map((part) => ({ ...part, quantity: new Decimal(part.quantity) })),
  };
}

export function asStockable(row: StockableRow): StockableProduct {
  return {
    ...row,
    min_stock_level: new Decimal(row.min_stock_level),
    cost_price: decimalOrNull(row.cost_price),
  };
}
