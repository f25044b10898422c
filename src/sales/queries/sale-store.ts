import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound, StaleVersion } from '../../common/errors/domain-error.js';
import { SoldCosts } from '../../inventory/index.js';
import { LoyaltyLedger } from '../../loyalty/index.js';
import { PaymentLedger } from '../../payments/index.js';
import { costIds, costsOf } from '../domain/line-costs.js';
import { SaleResponse } from '../dto/sale.response.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import { ITEM_COLUMNS, SALE_COLUMNS, asItem, asSale, type ItemRow, type SaleRow } from './sale-columns.js';

const SALE = `SELECT ${SALE_COLUMNS} FROM sales s WHERE s.id = $1`;
const ITEMS = `SELECT ${ITEM_COLUMNS} FROM sale_items i WHERE i.sale_id = $1 ORDER BY i.line_number`;
const RECEIPT = `SELECT number, hash FROM receipts WHERE sale_id = $1 AND kind = 'sale' AND return_id IS NULL`;

/** Reads one sale; the number of statements never depends on its lines. */
@Injectable()
export class SaleStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly soldCosts: SoldCosts,
    private readonly payments: PaymentLedger,
    private readonly points: LoyaltyLedger,
  ) {}

  /** The sale's row under its lock, first in the lock order. Throws NotFound and StaleVersion (If-Match). */
  async lock(tx: Tx, id: string, expectedVersion?: number): Promise<Sale> {
    const [row] = await query<SaleRow>(tx, `${SALE} FOR UPDATE`, [id]);
    if (row === undefined) throw new NotFound('sale', id);
    if (expectedVersion !== undefined && expectedVersion !== row.version) throw new StaleVersion(row.version);
    return asSale(row);
  }

  async sale(db: Queryable, id: string): Promise<Sale> {
    const [row] = await query<SaleRow>(db, SALE, [id]);
    if (row === undefined) throw new NotFound('sale', id);
    return asSale(row);
  }

  async items(db: Queryable, id: string): Promise<SaleItem[]> {
    return (await query<ItemRow>(db, ITEMS, [id])).map(asItem);
  }

  async receipt(db: Queryable, id: string): Promise<{ number: string; hash: string } | null> {
    const [row] = await query<{ number: string; hash: string }>(db, RECEIPT, [id]);
    return row ?? null;
  }

  /** The whole sale as the API answers it. Throws NotFound. */
  async response(db: Queryable, id: string, actor: Actor): Promise<SaleResponse> {
    const sale = await this.sale(db, id);
    const items = await this.items(db, id);
    const payments = await this.payments.forSale(db, id);
    const receipt = await this.receipt(db, id);
    const costs = costsOf(items, await this.soldCosts.byLine(db, costIds(items)));
    const points = sale.customer_id === null ? null : await this.points.summary(db, id);
    return SaleResponse.from({ sale, items, payments, receipt, costs, points }, actor);
  }

  /** Outside a transaction. */
  get(id: string, actor: Actor): Promise<SaleResponse> {
    return this.response(this.dataSource, id, actor);
  }
}
