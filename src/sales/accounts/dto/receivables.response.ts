import { ApiProperty } from '@nestjs/swagger';
import { ZERO, sum, type Decimal } from '../../../common/money/decimal.js';
import {
  ACCOUNT_ENTRY_KINDS,
  AGE_BUCKETS,
  ageing,
  daysOverdue,
  type AccountEntryKind,
  type Ageing,
  type OpenItem,
  type Receivables,
} from '../../../payments/index.js';

/** What is owed by how many days it is overdue. */
export class AgeingResponse {
  /**
   * Not due yet, or due today.
   * @example 40
   */
  current: number;

  /** @example 60 */
  days_1_30: number;

  /** @example 0 */
  days_31_60: number;

  /** @example 0 */
  days_61_90: number;

  /** @example 0 */
  days_over_90: number;

  static from(sums: Ageing): AgeingResponse {
    const response = new AgeingResponse();
    for (const bucket of AGE_BUCKETS) response[bucket] = sums[bucket].toNumber();
    return response;
  }
}

/** Something owed that is not wholly settled. */
export class OpenItemResponse {
  /** @example 0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e10 */
  entry_id: string;

  /** @example charge */
  @ApiProperty({ enum: ACCOUNT_ENTRY_KINDS })
  kind: AccountEntryKind;

  sale_id: string | null;
  payment_id: string | null;

  /** @example PO-4711 */
  reference: string | null;

  /** @example 2026-10-02 */
  business_date: string;

  /** @example 2026-11-01 */
  due_date: string;

  /** @example 19 */
  days_overdue: number;

  /**
   * What was charged, less what went back on it.
   * @example 100
   */
  amount: number;

  /**
   * What of it is still owed.
   * @example 60
   */
  open_amount: number;

  static from({ customer_id: _, ...item }: OpenItem, today: string): OpenItemResponse {
    return Object.assign(new OpenItemResponse(), {
      ...item,
      amount: item.amount.toNumber(),
      open_amount: item.open_amount.toNumber(),
      days_overdue: daysOverdue(item.due_date, today),
    });
  }
}

/** What a customer owes and since when. Money received settles what was due first. */
export class ReceivablesResponse {
  customer_id: string;

  /** null while nothing was ever put on the account. */
  currency: string | null;

  /**
   * The day on which the ages are counted: today at the default location.
   * @example 2026-11-20
   */
  as_of: string;

  /**
   * Owed; below 0 the shop owes the customer.
   * @example 100
   */
  balance: number;

  /**
   * Of it, due before today.
   * @example 60
   */
  overdue_amount: number;

  ageing: AgeingResponse;

  /**
   * How many items are open.
   * @example 2
   */
  items_count: number;

  /** Due first first. */
  items: OpenItemResponse[];

  static from(
    customer_id: string,
    today: string,
    { account, items }: Receivables,
    page: { limit: number; skip: number },
  ): ReceivablesResponse {
    const shown = items.slice(page.skip, page.skip + page.limit);
    const ages = ageing(items, today);
    return Object.assign(new ReceivablesResponse(), {
      customer_id,
      currency: account?.currency ?? null,
      as_of: today,
      balance: (account?.balance ?? ZERO).toNumber(),
      overdue_amount: overdue(ages).toNumber(),
      ageing: AgeingResponse.from(ages),
      items_count: items.length,
      items: shown.map((item) => OpenItemResponse.from(item, today)),
    });
  }
}

/** All that is not current. */
export function overdue({ current: _, ...late }: Ageing): Decimal {
  return sum(Object.values(late));
}
