import { newId } from '../../common/database/new-id.js';
import { ZERO } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import type { SaleItemComponent } from '../entities/sale-item-component.entity.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import type { PricedCart, PricedLine } from './sale-quote.js';

/** What a sale knows besides its prices. */
export interface SaleFacts {
  id: string;
  cashier_id: string;
  employee_id: string | null;
  notes: string | null;
  occurred_at: Date;
  now: Date;
}

/** The money columns of a sale as its quote says. */
export function quotedAmounts(
  cart: PricedCart,
): Pick<Sale, 'subtotal' | 'discount_amount' | 'tax_amount' | 'total_amount' | 'promotion_ids'> {
  const { subtotal, discount_amount, tax_amount, total_amount, promotions } = cart.quote;
  const promotion_ids = promotions.map(({ promotion_id }) => promotion_id);
  return { subtotal, discount_amount, tax_amount, total_amount, promotion_ids };
}

/** A pending, unpaid sale for a priced cart; the order number comes from the database. */
export function draftSale(
  cart: PricedCart,
  facts: SaleFacts,
  inputs: Pick<Sale, 'discount_id' | 'cart_discount_amount' | 'tax_override' | 'coupon_codes'>,
): Sale {
  const { place, customer } = cart;
  return {
    id: facts.id,
    order_number: '',
    status: 'pending',
    location_id: place.location_id,
    register_id: place.register_id,
    customer_id: customer?.id ?? null,
    cashier_id: facts.cashier_id,
    employee_id: facts.employee_id,
    currency: place.currency,
    prices_include_tax: cart.quote.prices_include_tax,
    rounding_mode: place.rounding_mode,
    rounding_level: place.rounding_level,
    ...inputs,
    ...quotedAmounts(cart),
    rounding_amount: ZERO,
    paid_amount: ZERO,
    change_amount: ZERO,
    refunded_amount: ZERO,
    notes: facts.notes,
    occurred_at: facts.occurred_at,
    business_date: businessDate(facts.occurred_at, place.time_zone),
    time_zone: place.time_zone,
    completed_at: null,
    cancelled_at: null,
    voided_at: null,
    cancel_reason: null,
    version: 1,
    created_at: facts.now,
    updated_at: facts.now,
  };
}

/** One line as it was priced, with the client's own figures kept so that a pending cart can be priced again. */
export function draftItem(saleId: string, lineNumber: number, line: PricedLine): SaleItem {
  const { item, product, quoted } = line;
  return {
    id: item.line_id,
    sale_id: saleId,
    line_number: lineNumber,
    product_id: product.id,
    sku: product.sku,
    name: product.name,
    is_stocked: product.is_stocked,
    packaging_id: quoted.packaging_id,
    unit_code: quoted.unit_code,
    unit_factor: quoted.unit_factor,
    unit_decimals: product.kind === 'bundle' ? 0 : product.unit_decimals,
    quantity: quoted.quantity,
    returned_quantity: ZERO,
    code_price: line.code_price,
    override_unit_price: item.unit_price?.equals(quoted.base_price) === false ? item.unit_price : null,
    override_discount: item.discount_amount ?? null,
    discount_id: quoted.discount_id,
    price_rule: quoted.price_rule,
    base_price: quoted.base_price,
    unit_price: quoted.unit_price,
    discount_amount: quoted.discount_amount,
    cart_discount_amount: quoted.cart_discount_amount,
    net_amount: quoted.net_amount,
    tax_code: quoted.tax_code,
    tax_rate: quoted.tax_rate,
    tax_amount: quoted.tax_amount,
    total_amount: quoted.total_amount,
    taxes: quoted.taxes,
    tax_treatment: quoted.tax_treatment,
    is_override: quoted.is_override,
    note: item.note ?? null,
    price_trace: quoted.trace,
    reservation_id: item.reservation_id ?? null,
    components: componentsOf(line),
    lots: [],
  };
}

/** What a bundle takes from the shelf: its parts, as often as it is sold. */
function componentsOf({ item, product, quoted }: PricedLine): SaleItemComponent[] {
  return product.parts.map((part, index) => ({
    id: newId(),
    sale_item_id: item.line_id,
    part_number: index + 1,
    product_id: part.product_id,
    sku: part.sku,
    name: part.name,
    quantity: part.quantity.times(quoted.base_quantity),
    is_stocked: part.is_stocked,
  }));
}
