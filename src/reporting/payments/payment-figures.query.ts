import { query, type Queryable } from '../../common/database/statement.js';
import { money } from '../amounts.js';
import type { SalesScope } from '../sales/sales-totals.query.js';
import type { PaymentFigures, PaymentFiguresRow } from './payment-figures.response.js';

const PAYMENTS = `
  SELECT currency, payment_method,
    count(*) FILTER (WHERE kind = 'payment')::int AS payments_count,
    count(*) FILTER (WHERE kind = 'refund')::int AS refunds_count,
    coalesce(sum(amount) FILTER (WHERE kind = 'payment'), 0) AS taken_amount,
    coalesce(-sum(amount) FILTER (WHERE kind = 'refund'), 0) AS refunded_amount,
    coalesce(-sum(amount) FILTER (WHERE kind = 'void'), 0) AS voided_amount,
    coalesce(sum(sign(amount)) FILTER (WHERE kind = 'account_payment'), 0)::int AS account_payments_count,
    coalesce(sum(amount) FILTER (WHERE kind = 'account_payment'), 0) AS account_payments_amount,
    coalesce(sum(amount) FILTER (WHERE kind = 'cash_in'), 0) AS cash_in_amount,
    coalesce(-sum(amount) FILTER (WHERE kind = 'cash_out'), 0) AS cash_out_amount,
    sum(amount) AS net_amount
  FROM rpt_money
  WHERE business_date BETWEEN $1::date AND $2::date AND ($3::uuid IS NULL OR location_id = $3)
    AND ($4::uuid IS NULL OR actor_id = $4 OR employee_id = $4)
  GROUP BY currency, payment_method ORDER BY currency, net_amount DESC, payment_method`;

/** Money per method and currency. One statement. */
export async function paymentFigures(db: Queryable, scope: SalesScope): Promise<PaymentFigures[]> {
  const { start_date, end_date, location_id = null, cashier_id = null } = scope;
  const rows = await query<PaymentFiguresRow>(db, PAYMENTS, [start_date, end_date, location_id, cashier_id]);
  return rows.map((row) => ({
    ...row,
    taken_amount: money(row.taken_amount, row.currency),
    refunded_amount: money(row.refunded_amount, row.currency),
    voided_amount: money(row.voided_amount, row.currency),
    account_payments_amount: money(row.account_payments_amount, row.currency),
    cash_in_amount: money(row.cash_in_amount, row.currency),
    cash_out_amount: money(row.cash_out_amount, row.currency),
    net_amount: money(row.net_amount, row.currency),
  }));
}
