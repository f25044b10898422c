import { Decimal } from '../../common/money/decimal.js';
import type { LineTax } from '../../pricing/index.js';
import type { SaleItemLot } from '../entities/sale-item-lot.entity.js';
import type { SaleItemComponent } from '../entities/sale-item-component.entity.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';

/** The columns of a sale, of the table called `s`. */
export const SALE_COLUMNS = `
  s.id, s.order_number, s.status, s.location_id, s.register_id, s.customer_id, s.cashier_id,
  s.employee_id, s.currency, s.prices_include_tax, s.rounding_mode, s.rounding_level, s.discount_id,
  s.cart_discount_amount, s.tax_override, s.coupon_codes, s.promotion_ids, s.subtotal, s.discount_amount, s.tax_amount, s.total_amount,
  s.rounding_amount, s.paid_amount, s.change_amount, s.refunded_amount, s.notes, s.occurred_at,
  s.business_date::text AS business_date, s.time_zone, s.completed_at, s.cancelled_at, s.voided_at,
  s.cancel_reason, s.version, s.created_at, s.updated_at`;

/** The batches and serial numbers of a line, of the table called `line`, in the order in which they moved. */
export function lotsOf(table: 'sale_item' | 'sale_return_item', line: string): string {
  return `coalesce((SELECT jsonb_agg(to_jsonb(o) || jsonb_build_object('quantity', o.quantity::text) ORDER BY o.id)
    FROM ${table}_lots o WHERE o.${table}_id = ${line}.id), '[]') AS lots`;
}

/** The columns of a sale line, of the table called `i`. */
export const ITEM_COLUMNS = `
  i.id, i.sale_id, i.line_number, i.product_id, i.sku, i.name, i.is_stocked, i.packaging_id, i.unit_code,
  i.unit_factor, i.unit_decimals, i.quantity,
  i.returned_quantity, i.code_price, i.override_unit_price, i.override_discount, i.discount_id, i.price_rule, i.base_price,
  i.unit_price, i.discount_amount, i.cart_discount_amount, i.net_amount, i.tax_code, i.tax_rate,
  i.tax_amount, i.total_amount, i.taxes, i.tax_treatment, i.is_override, i.note, i.price_trace, i.reservation_id,
  coalesce((SELECT jsonb_agg(to_jsonb(c) || jsonb_build_object('quantity', c.quantity::text) ORDER BY c.part_number)
    FROM sale_item_components c WHERE c.sale_item_id = i.id), '[]') AS components,
  ${lotsOf('sale_item', 'i')}`;

/** A row as the driver answers it: numeric arrives as text. */
export type AsRow<E> = {
  [K in keyof E]: E[K] extends Decimal ? string : E[K] extends Decimal | null ? string | null : E[K];
};
export type SaleRow = AsRow<Sale>;
export type ItemRow = Omit<AsRow<SaleItem>, 'taxes' | 'components' | 'lots'> & {
  taxes: LineTaxJson[];
  components: AsRow<SaleItemComponent>[];
  lots: AsRow<SaleItemLot>[];
};

/** A line's tax as JSON holds it. */
export interface LineTaxJson {
  code: string;
  name: string;
  rate: string;
  amount: string;
}

export function asTaxes(taxes: readonly LineTaxJson[]): LineTax[] {
  return taxes.map(({ code, name, rate, amount }) => ({
    code,
    name,
    rate: new Decimal(rate),
    amount: new Decimal(amount),
  }));
}

function optional(value: string | null): Decimal | null {
  return value === null ? null : new Decimal(value);
}

export function asSale(row: SaleRow): Sale {
  return {
    ...row,
    cart_discount_amount: optional(row.cart_discount_amount),
    tax_override: optional(row.tax_override),
    subtotal: new Decimal(row.subtotal),
    discount_amount: new Decimal(row.discount_amount),
    tax_amount: new Decimal(row.tax_amount),
    total_amount: new Decimal(row.total_amount),
    rounding_amount: new Decimal(row.rounding_amount),
    paid_amount: new Decimal(row.paid_amount),
    change_amount: new Decimal(row.change_amount),
    refunded_amount: new Decimal(row.refunded_amount),
  };
}

export function asItem(row: ItemRow): SaleItem {
  return {
    ...row,
    unit_factor: new Decimal(row.unit_factor),
    quantity: new Decimal(row.quantity),
    returned_quantity: new Decimal(row.returned_quantity),
    code_price: optional(row.code_price),
    override_unit_price: optional(row.override_unit_price),
    override_discount: optional(row.override_discount),
    base_price: new Decimal(row.base_price),
    unit_price: new Decimal(row.unit_price),
    discount_amount: new Decimal(row.discount_amount),
    cart_discount_amount: new Decimal(row.cart_discount_amount),
    net_amount: new Decimal(row.net_amount),
    tax_rate: new Decimal(row.tax_rate),
    tax_amount: new Decimal(row.tax_amount),
    total_amount: new Decimal(row.total_amount),
    taxes: asTaxes(row.taxes),
    components: row.components.map((each) => ({ ...each, quantity: new Decimal(each.quantity) })),
    lots: row.lots.map((each) => ({ ...each, quantity: new Decimal(each.quantity) })),
  };
}
