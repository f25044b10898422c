import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';
import type { CustomerType } from './customer.entity.js';

/** A customer as a sale sees them. */
export interface SaleCustomer {
  id: string;
  code: string;
  name: string;
  type: CustomerType;
  vat_number: string | null;
  price_group_id: string | null;
  discount_percent: Decimal | null;
  credit_limit: Decimal | null;
  sales_blocked: boolean;
  credit_blocked: boolean;
  is_active: boolean;
}

const CUSTOMER_FOR_SALE = `
  SELECT id, code, name, type, vat_number, price_group_id, discount_percent, credit_limit, sales_blocked,
         credit_blocked, is_active
  FROM customers WHERE id = $1::uuid`;

type SaleCustomerRow = Omit<SaleCustomer, 'discount_percent' | 'credit_limit'> & {
  discount_percent: string | null;
  credit_limit: string | null;
};

function decimalOrNull(value: string | null): Decimal | null {
  return value === null ? null : new Decimal(value);
}

/** Reads customers for other contexts. */
@Injectable()
export class PartnerQueries {
  /**
   * The customer of a sale, also one who is inactive or blocked: the caller decides what that means. Undefined when
   * there is none. One statement by primary key, no lock.
   */
  async customerForSale(db: Queryable, customer_id: string): Promise<SaleCustomer | undefined> {
    const [row] = await query<SaleCustomerRow | undefined>(db, CUSTOMER_FOR_SALE, [customer_id]);
    if (row === undefined) return undefined;
    const { discount_percent, credit_limit } = row;
    return {
      ...row,
      discount_percent: decimalOrNull(discount_percent),
      credit_limit: decimalOrNull(credit_limit),
    };
  }
}
