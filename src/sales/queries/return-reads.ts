import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Decimal } from '../../common/money/decimal.js';
import { PaymentLedger, type RefundEntry } from '../../payments/index.js';
import type { ListReturnsQuery } from '../dto/list-sales.dto.js';
import { ReturnResponse } from '../dto/return.response.js';
import type { SaleReturnItemLot } from '../entities/sale-return-item-lot.entity.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import type { SaleReturn } from '../entities/sale-return.entity.js';
import { asTaxes, lotsOf, type AsRow, type LineTaxJson } from './sale-columns.js';

const COLUMNS = `t.id, t.sale_id, t.location_id, t.register_id, t.customer_id, t.actor_id, t.employee_id, t.currency,
  t.subtotal, t.tax_amount, t.total_amount, t.rounding_amount, t.refunded_amount, t.reason, t.occurred_at,
  t.business_date::text AS business_date, t.time_zone, t.created_at, r.number AS receipt_number`;
const FROM = `sale_returns t LEFT JOIN receipts r ON r.return_id = t.id`;
const ITEMS = `
  SELECT i.id, i.return_id, i.sale_item_id, i.line_number, i.product_id, i.sku, i.name, i.unit_code, i.unit_factor,
    i.quantity, i.disposition, i.unit_price, i.net_amount, i.tax_code, i.tax_rate, i.tax_amount, i.taxes, i.tax_treatment,
    i.total_amount, ${lotsOf('sale_return_item', 'i')}
  FROM sale_return_items i WHERE i.return_id = ANY($1::uuid[]) ORDER BY i.return_id, i.line_number`;

type ReturnRow = AsRow<SaleReturn> & { receipt_number: string | null };

function asReturn(row: ReturnRow): SaleReturn {
  return {
    ...row,
    subtotal: new Decimal(row.subtotal),
    tax_amount: new Decimal(row.tax_amount),
    total_amount: new Decimal(row.total_amount),
    rounding_amount: new Decimal(row.rounding_amount),
    refunded_amount: new Decimal(row.refunded_amount),
  };
}

type ReturnItemRow = Omit<AsRow<SaleReturnItem>, 'taxes' | 'lots'> & {
  taxes: LineTaxJson[];
  lots: AsRow<SaleReturnItemLot>[];
};

function asReturnItem(row: ReturnItemRow): SaleReturnItem {
  return {
    ...row,
    unit_factor: new Decimal(row.unit_factor),
    quantity: new Decimal(row.quantity),
    unit_price: new Decimal(row.unit_price),
    net_amount: new Decimal(row.net_amount),
    tax_rate: new Decimal(row.tax_rate),
    tax_amount: new Decimal(row.tax_amount),
    total_amount: new Decimal(row.total_amount),
    taxes: asTaxes(row.taxes),
    lots: row.lots.map((each) => ({ ...each, quantity: new Decimal(each.quantity) })),
  };
}

/** Returns with their lines and refunds: three statements, however many. */
@Injectable()
export class ReturnReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly payments: PaymentLedger,
  ) {}

  async list(request: ListReturnsQuery): Promise<Page<ReturnResponse>> {
    const page = await listRows<ReturnRow>(
      this.dataSource,
      {
        select: COLUMNS,
        from: FROM,
        ...askedConditions([
          ['t.sale_id =', request.sale_id],
          ['t.location_id =', request.location_id],
          ['t.business_date >=', request.start_date],
          ['t.business_date <=', request.end_date],
        ]),
        sortable: { created_at: { sql: 't.created_at', type: 'timestamptz' } },
        default_sort: '-created_at',
        id: 't.id',
      },
      request,
    );
    const complete = await this.withParts(page.items);
    let at = 0;
    return page.map(() => complete[at++]!);
  }

  /** Throws NotFound. */
  async get(id: string): Promise<ReturnResponse> {
    const rows = await query<ReturnRow>(this.dataSource, `SELECT ${COLUMNS} FROM ${FROM} WHERE t.id = $1`, [
      id,
    ]);
    const [found] = await this.withParts(rows);
    if (found === undefined) throw new NotFound('return', id);
    return found;
  }

  private async withParts(rows: readonly ReturnRow[]): Promise<ReturnResponse[]> {
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const items = (await query<ReturnItemRow>(this.dataSource, ITEMS, [ids])).map(asReturnItem);
    const refunds = await this.payments.refundsOf(this.dataSource, ids);
    return rows.map((row) =>
      ReturnResponse.from(
        asReturn(row),
        items.filter((item) => item.return_id === row.id),
        refunds.filter((refund: RefundEntry) => refund.document_id === row.id),
        row.receipt_number,
      ),
    );
  }
}
