import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { paymentMethodOf } from '../domain/payment-method.js';
import {
  PAYMENT_COLUMNS,
  recordedPayment,
  type PaymentRow,
  type RecordedPayment,
} from '../ledger/recorded-payment.js';
import { conditions } from '../list-conditions.js';
import type { ListPaymentsRequest } from './dto/list-payments.dto.js';

@Injectable()
export class ListPaymentsQuery {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(request: ListPaymentsRequest): Promise<Page<RecordedPayment>> {
    const { sale_id, order_id, payment_method: method, status, location_id, register_id } = request;
    const payment_method = method === undefined ? undefined : paymentMethodOf(method);
    const filters = conditions('p', { sale_id, payment_method, status, location_id, register_id }, request);
    if (order_id !== undefined) {
      filters.params.push(order_id);
      filters.where.push(`p.sale_id = $${filters.params.length}`);
    }
    const plan = {
      select: PAYMENT_COLUMNS,
      from: 'payments p',
      ...filters,
      sortable: {
        created_at: { sql: 'p.created_at', type: 'timestamptz' as const },
        occurred_at: { sql: 'p.occurred_at', type: 'timestamptz' as const },
        amount: { sql: 'p.amount', type: 'numeric' as const },
      },
      default_sort: '-created_at',
      id: 'p.id',
    };
    return (await listRows<PaymentRow>(this.dataSource, plan, request)).map(recordedPayment);
  }
}
