import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { queryOne } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { paymentMethodOf } from '../domain/payment-method.js';
import { PaymentLedger } from '../ledger/payment-ledger.js';
import type { RecordedPayment } from '../ledger/recorded-payment.js';
import { conditions } from '../list-conditions.js';
import type { ListTransactionsRequest } from './dto/list-transactions.dto.js';
import type { TransactionSaleRow } from './dto/transaction-related.response.js';
import { JOURNAL_COLUMNS, JOURNAL_FROM, journalRow, type JournalRow } from './journal-rows.js';

const SALE = `
  SELECT sale_id, min(currency) AS currency, sum(amount) FILTER (WHERE kind = 'payment') AS paid_amount,
    coalesce(-sum(amount) FILTER (WHERE kind <> 'payment'), 0) AS refunded_amount, array_agg(id ORDER BY id) AS transaction_ids
  FROM money_journal WHERE sale_id = $1 GROUP BY sale_id`;

/** Reads of the money journal. */
@Injectable()
export class TransactionsQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly payments: PaymentLedger,
  ) {}

  list(request: ListTransactionsRequest): Promise<Page<JournalRow>> {
    const {
      sale_id,
      payment_id,
      employee_id,
      location_id,
      register_id,
      kind,
      payment_method: method,
    } = request;
    const payment_method = method === undefined ? undefined : paymentMethodOf(method);
    const filters = { sale_id, payment_id, employee_id, location_id, register_id, kind, payment_method };
    const plan = {
      select: JOURNAL_COLUMNS,
      from: JOURNAL_FROM,
      ...conditions('e', filters, request),
      sortable: {
        created_at: { sql: 'e.created_at', type: 'timestamptz' as const },
        occurred_at: { sql: 'e.occurred_at', type: 'timestamptz' as const },
        amount: { sql: 'e.amount', type: 'numeric' as const },
      },
      default_sort: '-created_at',
      id: 'e.id',
    };
    return listRows<JournalRow>(this.dataSource, plan, request);
  }

  /** Throws NotFound. */
  byId(id: string): Promise<JournalRow> {
    return journalRow(this.dataSource, id);
  }

  /** The entry, if an employee is named in it. Throws NotFound otherwise. */
  async withEmployee(id: string): Promise<JournalRow & { employee_id: string }> {
    const row = await this.byId(id);
    if (row.employee_id === null) throw new NotFound('transaction employee', id);
    return { ...row, employee_id: row.employee_id };
  }

  /** What the journal knows of the entry's sale. Throws NotFound when it belongs to none. */
  async saleOf(id: string): Promise<TransactionSaleRow> {
    const { sale_id } = await this.byId(id);
    if (sale_id === null) throw new NotFound('transaction sale', id);
    return queryOne<TransactionSaleRow>(this.dataSource, SALE, [sale_id]);
  }

  /** The payment that the entry took or gave back. Throws NotFound when there is none. */
  async paymentOf(id: string): Promise<RecordedPayment> {
    const { payment_id } = await this.byId(id);
    if (payment_id === null) throw new NotFound('transaction payment', id);
    return this.payments.find(this.dataSource, payment_id);
  }
}
