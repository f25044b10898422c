import { Column } from 'typeorm';
import type { Decimal } from '../../common/money/decimal.js';
import type { PriceSource } from '../domain/price-source.js';
import { MoneyColumn, PercentColumn, QuantityColumn } from './columns.js';

/** What every line of goods says: which product, in which unit. Quantities count that unit. */
export abstract class GoodsLine {
  @Column('integer')
  line_number: number;

  @Column('character varying', { length: 64 })
  sku: string;

  @Column('character varying', { length: 255 })
  name: string;

  @Column('character varying', { length: 20 })
  unit_code: string;

  /** Base units in one such unit. */
  @QuantityColumn()
  unit_factor: Decimal;

  @Column('character varying', { length: 500, nullable: true })
  notes: string | null;
}

/** A line of goods with its price and what it comes to. */
export abstract class PricedLine extends GoodsLine {
  /** Of one unit, before the discount. */
  @MoneyColumn()
  unit_price: Decimal;

  @Column('character varying', { length: 30 })
  price_source: PriceSource;

  @PercentColumn({ default: 0 })
  discount_percent: Decimal;

  @MoneyColumn()
  discount_amount: Decimal;

  @MoneyColumn()
  net_amount: Decimal;

  @Column('character varying', { length: 20, nullable: true })
  tax_code: string | null;

  @PercentColumn()
  tax_rate: Decimal;

  @MoneyColumn()
  tax_amount: Decimal;

  @MoneyColumn()
  total_amount: Decimal;
}

/** What the lines of a document come to, and how its prices are meant. */
export abstract class PricedHead {
  @Column('boolean')
  prices_include_tax: boolean;

  /** After discounts, without tax. */
  @MoneyColumn({ default: 0 })
  subtotal: Decimal;

  @MoneyColumn({ default: 0 })
  discount_total: Decimal;

  @MoneyColumn({ default: 0 })
  tax_total: Decimal;

  @MoneyColumn({ default: 0 })
  total: Decimal;
}

export const AMOUNTS_HOLD = `unit_price >= 0 AND discount_amount >= 0 AND net_amount >= 0 AND tax_amount >= 0 AND tax_rate >= 0 AND discount_percent BETWEEN 0 AND 100`;
export const LINE_TIES_OUT = `total_amount = net_amount + tax_amount`;
export const TOTALS_TIE_OUT = `total = subtotal + tax_total`;
export const KNOWN_SOURCE = `price_source IN ('given', 'order', 'supplier_location', 'location', 'supplier', 'any_supplier', 'supplier_offer', 'average_cost', 'cost_price', 'none')`;
export const KNOWN_ISSUES = `('damaged', 'expired', 'wrong_product', 'wrong_quantity', 'poor_quality', 'packaging_issues', 'other')`;
