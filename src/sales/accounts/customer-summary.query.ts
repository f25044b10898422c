import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';
import { AccountLedger, ageing } from '../../payments/index.js';
import { AccountHolders } from './account-holders.js';
import { AccountReads } from './account-reads.js';
import type { Spending } from './dto/customer-spending.response.js';
import { CustomerSummaryResponse } from './dto/customer-summary.response.js';

// A visit counts on its own, whatever came back later; a voided sale never was one. What came back without its sale
// being known was spent too, some day.
const SPENDING = `
  SELECT s.currency, count(*)::int AS visits, sum(s.total_amount + s.rounding_amount) AS bought,
    sum(s.total_amount + s.rounding_amount - s.refunded_amount)
      - (SELECT coalesce(sum(r.refunded_amount), 0) FROM sale_returns r
         WHERE r.customer_id = $1 AND r.sale_id IS NULL AND r.currency = s.currency) AS spent,
    max(s.occurred_at) AS last_sale_at
  FROM sales s
  WHERE s.customer_id = $1 AND s.completed_at IS NOT NULL AND s.voided_at IS NULL
  GROUP BY s.currency ORDER BY count(*) DESC, s.currency`;

const POINTS = `SELECT points FROM customer_points WHERE customer_id = $1`;

type SpendingRow = Omit<Spending, 'bought' | 'spent'> & Record<'bought' | 'spent', string>;

/** A customer at a glance. As many statements for an old customer as for a new one. */
@Injectable()
export class CustomerSummaryQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly holders: AccountHolders,
    private readonly reads: AccountReads,
    private readonly accounts: AccountLedger,
  ) {}

  /** Throws NotFound. */
  async run(customer_id: string): Promise<CustomerSummaryResponse> {
    const customer = await this.holders.find(this.dataSource, customer_id);
    const { account, items } = await this.accounts.receivables(this.dataSource, customer_id);
    const [points] = await query<{ points: number }>(this.dataSource, POINTS, [customer_id]);
    return CustomerSummaryResponse.from({
      customer,
      account,
      ages: ageing(items, await this.reads.today()),
      spending: await this.spending(customer_id),
      loyalty_points: points?.points ?? 0,
    });
  }

  private async spending(customer_id: string): Promise<Spending[]> {
    const rows = await query<SpendingRow>(this.dataSource, SPENDING, [customer_id]);
    return rows.map((row) => ({ ...row, bought: new Decimal(row.bought), spent: new Decimal(row.spent) }));
  }
}
