import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { saleCustomerOf, type SaleCustomer, type SaleCustomerRow } from './sale-customer.js';

const CUSTOMER_FOR_SALE = `
  SELECT id, code, name, type, vat_number, price_group_id, discount_percent, credit_limit, payment_delay_days,
         tax_treatment, exemption_valid_until, sales_blocked, credit_blocked, is_active, merged_into_id
  FROM sale_customers WHERE id = $1::uuid`;

/** Earlier than any exemption can end: without a day of sale, the tax treatment is the agreed one. */
const BEFORE_ALL_DAYS = '';

/** Reads customers for other contexts. */
@Injectable()
export class PartnerQueries {
  /**
   * The customer of a sale, also one who is inactive, blocked or merged: the caller decides what that means.
   * Undefined when there is none. `business_date` is the day of the sale at its place; without one,
   * `tax_treatment` is the agreed one, even when an exemption has run out. One statement by primary key, no lock.
   */
  async customerForSale(
    db: Queryable,
    customer_id: string,
    business_date = BEFORE_ALL_DAYS,
  ): Promise<SaleCustomer | undefined> {
    const [row] = await query<SaleCustomerRow | undefined>(db, CUSTOMER_FOR_SALE, [customer_id]);
    return row === undefined ? undefined : saleCustomerOf(row, business_date);
  }
}
