import { Decimal, ZERO } from '../common/money/decimal.js';
import type { LifecycleStatus } from './domain/lifecycle.js';
import type { ScannedAmount } from './domain/scanned-amount.js';

/** What selling needs to know of a product. */
export interface SellableProduct {
  id: string;
  sku: string;
  name: string;
  /** Catalogue price of one unit. */
  price: Decimal;
  cost_price: Decimal | null;
  unit_code: string;
  /** Decimals a quantity may have: 0 for pieces. */
  unit_decimals: number;
  tax_group_id: string | null;
  tax_code: string | null;
  /** Percent; 0 for a product without a tax group. */
  tax_rate: Decimal;
  /** The tax group's override of the location's rule; null follows the location. */
  prices_include_tax: boolean | null;
  category_id: string | null;
  brand_id: string | null;
  discount_id: string | null;
  lifecycle_status: LifecycleStatus;
  sales_blocked: boolean;
  /** False for services, which move no stock. */
  is_stocked: boolean;
  min_stock_level: Decimal;
}

/** A product found by a scanned code, and what the code itself says of quantity and price of one unit. */
export interface ScannedProduct extends ScannedAmount {
  product: SellableProduct;
}

/** What moving stock needs to know of a product. */
export interface StockableProduct {
  id: string;
  sku: string;
  name: string;
  unit_decimals: number;
  min_stock_level: Decimal;
  cost_price: Decimal | null;
  is_stocked: boolean;
  purchase_blocked: boolean;
  lifecycle_status: LifecycleStatus;
}

type SellableMoney = 'price' | 'cost_price' | 'tax_rate' | 'min_stock_level';

export interface SellableRow extends Omit<SellableProduct, SellableMoney> {
  price: string;
  cost_price: string | null;
  tax_rate: string | null;
  min_stock_level: string;
  unit_kind: string;
  unit_base_factor: string;
  /** The scanned code, or null for a product asked for by id. */
  code: string | null;
  match_rank: number;
}

export interface StockableRow extends Omit<StockableProduct, 'min_stock_level' | 'cost_price'> {
  min_stock_level: string;
  cost_price: string | null;
}

function decimalOrNull(text: string | null): Decimal | null {
  return text === null ? null : new Decimal(text);
}

export function asSellable(row: SellableRow): SellableProduct {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    price: new Decimal(row.price),
    cost_price: decimalOrNull(row.cost_price),
    unit_code: row.unit_code,
    unit_decimals: row.unit_decimals,
    tax_group_id: row.tax_group_id,
    tax_code: row.tax_code,
    tax_rate: row.tax_rate === null ? ZERO : new Decimal(row.tax_rate),
    prices_include_tax: row.prices_include_tax,
    category_id: row.category_id,
    brand_id: row.brand_id,
    discount_id: row.discount_id,
    lifecycle_status: row.lifecycle_status,
    sales_blocked: row.sales_blocked,
    is_stocked: row.is_stocked,
    min_stock_level: new Decimal(row.min_stock_level),
  };
}

export function asStockable(row: StockableRow): StockableProduct {
  return {
    ...row,
    min_stock_level: new Decimal(row.min_stock_level),
    cost_price: decimalOrNull(row.cost_price),
  };
}
