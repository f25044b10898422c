import type { JournalRow } from '../journal-rows.js';

/** Who stood at the till. */
export class TransactionEmployeeResponse {
  /** @example 0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e12 */
  employee_id: string;

  /** The user who was signed in. */
  actor_id: string;

  /**
   * Where the employee is read.
   * @example /v1/employees/0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e12
   */
  href: string;

  static from(row: JournalRow & { employee_id: string }): TransactionEmployeeResponse {
    const { employee_id, actor_id } = row;
    return { employee_id, actor_id, href: `/v1/employees/${employee_id}` };
  }
}

/** What the journal knows of the sale that a transaction belongs to. */
export class TransactionSaleResponse {
  /** @example 0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e11 */
  sale_id: string;

  /** @example USD */
  currency: string;

  /**
   * Money taken for the sale.
   * @example 17.95
   */
  paid_amount: number;

  /**
   * Money given back on it.
   * @example 0
   */
  refunded_amount: number;

  /** Its transactions, oldest first. */
  transaction_ids: string[];

  /**
   * Where the sale is read.
   * @example /v1/sales/0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e11
   */
  href: string;

  static from(row: TransactionSaleRow): TransactionSaleResponse {
    return {
      ...row,
      paid_amount: Number(row.paid_amount),
      refunded_amount: Number(row.refunded_amount),
      href: `/v1/sales/${row.sale_id}`,
    };
  }
}

export interface TransactionSaleRow {
  sale_id: string;
  currency: string;
  paid_amount: string;
  refunded_amount: string;
  transaction_ids: string[];
}
