import { Decimal } from '../../common/money/decimal.js';
import type { CustomerType, TaxTreatment } from './customer.entity.js';

/** A customer as a sale sees them. */
export interface SaleCustomer {
  id: string;
  code: string;
  name: string;
  type: CustomerType;
  vat_number: string | null;
  price_group_id: string | null;
  discount_percent: Decimal | null;
  /** The most that may be owed; null and 0 both mean that nothing goes on account. */
  credit_limit: Decimal | null;
  /** Days from a sale on account until it is due. */
  payment_delay_days: number;
  /** On the day that was asked about: an exemption that has run out is none. */
  tax_treatment: TaxTreatment;
  /** The last day of an exemption; null when it has no end. */
  exemption_valid_until: string | null;
  /** Nothing at all may be sold to them. */
  sales_blocked: boolean;
  /** They pay at once; nothing goes on account. */
  credit_blocked: boolean;
  is_active: boolean;
  /** The customer that this one was merged into, if it was; it is inactive then. */
  merged_into_id: string | null;
}

/** A row of the view `sale_customers`; its numbers and days are text, so that JSON carries them exactly. */
export type SaleCustomerRow = Omit<SaleCustomer, 'discount_percent' | 'credit_limit'> & {
  discount_percent: string | null;
  credit_limit: string | null;
};

function decimalOrNull(value: string | null): Decimal | null {
  return value === null ? null : new Decimal(value);
}

/** `business_date` is the day of the sale where it happens: `2026-11-20`, inclusive of an exemption's last day. */
function treatmentOn(row: SaleCustomerRow, business_date: string): TaxTreatment {
  const { tax_treatment, exemption_valid_until } = row;
  const isOver = exemption_valid_until !== null && exemption_valid_until < business_date;
  return tax_treatment === 'exempt' && isOver ? 'standard' : tax_treatment;
}

/**
 * Turns a row of the view `sale_customers` into the customer of a sale on that business day of the place. The view
 * holds the treatment as agreed; only here does an exemption end.
 */
export function saleCustomerOf(row: SaleCustomerRow, business_date: string): SaleCustomer {
  return {
    ...row,
    discount_percent: decimalOrNull(row.discount_percent),
    credit_limit: decimalOrNull(row.credit_limit),
    tax_treatment: treatmentOn(row, business_date),
  };
}
