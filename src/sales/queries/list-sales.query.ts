import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { ListSalesQuery } from '../dto/list-sales.dto.js';
import { SaleSummaryResponse } from '../dto/sale-summary.response.js';
import { SALE_COLUMNS, asSale, type SaleRow } from './sale-columns.js';

/** One page of sales, heads only; one statement. */
@Injectable()
export class ListSales {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(request: ListSalesQuery): Promise<Page<SaleSummaryResponse>> {
    const page = await listRows<SaleRow & { receipt_number: string | null }>(
      this.dataSource,
      {
        select: `${SALE_COLUMNS}, r.number AS receipt_number`,
        from: `sales s LEFT JOIN receipts r ON r.sale_id = s.id AND r.kind = 'sale' AND r.return_id IS NULL`,
        ...askedConditions([
          ['s.status =', request.status],
          ['s.customer_id =', request.customer_id],
          ['s.cashier_id =', request.cashier_id],
          ['s.location_id =', request.location_id],
          ['s.register_id =', request.register_id],
          ['s.order_number =', request.order_number],
          ['s.business_date >=', request.start_date],
          ['s.business_date <=', request.end_date],
        ]),
        sortable: {
          created_at: { sql: 's.created_at', type: 'timestamptz' },
          sale_date: { sql: 's.occurred_at', type: 'timestamptz' },
          total_amount: { sql: 's.total_amount', type: 'numeric' },
          order_number: { sql: 's.order_number', type: 'text' },
        },
        default_sort: '-created_at',
        id: 's.id',
      },
      request,
    );
    return page.map((row) => SaleSummaryResponse.summary(asSale(row), row.receipt_number));
  }
}
