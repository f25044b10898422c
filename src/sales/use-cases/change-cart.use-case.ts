import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Clock } from '../../common/time/clock.js';
import { businessDate } from '../../common/time/business-date.js';
import { cartItem } from '../domain/cart-input.js';
import type { SaleItemDto } from '../dto/create-sale.dto.js';
import { SaleResponse } from '../dto/sale.response.js';
import type { Sale } from '../entities/sale.entity.js';
import { CartRepricing } from '../posting/cart-repricing.js';
import { SalePosting } from '../posting/sale-posting.js';
import { deleteItem, insertItems, saveItems, saveSale } from '../posting/sale-rows.js';
import { SaleStore } from '../queries/sale-store.js';
import { SaleStateConflict } from '../sales.errors.js';

/** Adds and removes lines of a pending sale: the cart is priced again and its stock follows. */
@Injectable()
export class ChangeCartUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly store: SaleStore,
    private readonly repricing: CartRepricing,
    private readonly posting: SalePosting,
    private readonly clock: Clock,
  ) {}

  add(request: WriteRequest, saleId: string, dto: SaleItemDto): Promise<WriteOutcome<SaleResponse>> {
    return this.writes.execute(request, async (tx) => {
      const sale = await this.pending(tx, saleId);
      const before = await this.store.items(tx, saleId);
      const change = { added: [cartItem(dto)], is_discount_held: false };
      const priced = await this.repricing.price(tx, request.actor, sale, before, change);
      await saveSale(tx, priced.sale, this.clock.now());
      await saveItems(tx, priced.kept);
      await insertItems(tx, priced.added);
      const { added: items, picks } = priced;
      await this.posting.issueStock(tx, priced.place, sale, { items, picks, lines_before: before.length });
      await this.repricing.book(tx, request.actor, sale, priced);
      return this.store.response(tx, saleId, request.actor);
    });
  }

  /** Throws NotFound when the line is not of this sale. The last line may go too: the sale is then empty. */
  remove(request: WriteRequest, saleId: string, itemId: string): Promise<WriteOutcome<SaleResponse>> {
    return this.writes.execute(request, async (tx) => {
      await this.takeOff(tx, request, await this.pending(tx, saleId), itemId);
      return this.store.response(tx, saleId, request.actor);
    });
  }

  private async takeOff(tx: Tx, caller: Caller, sale: Sale, itemId: string): Promise<void> {
    const items = await this.store.items(tx, sale.id);
    const removed = items.find((item) => item.id === itemId);
    if (removed === undefined) throw new NotFound('sale item', itemId);
    const rest = items.filter((item) => item !== removed);
    const now = this.clock.now();
    const change = { added: [], is_discount_held: true };
    const priced = await this.repricing.price(tx, caller.actor, sale, rest, change);
    await saveSale(tx, priced.sale, now);
    await saveItems(tx, priced.kept);
    await deleteItem(tx, itemId);
    await this.posting.reverseStock(tx, priced.place, sale, [removed], {
      occurred_at: now,
      business_date: businessDate(now, sale.time_zone),
      actor_id: caller.actor.id,
      reason: 'line removed',
    });
    await this.repricing.book(tx, caller.actor, sale, priced);
  }

  private async pending(tx: Tx, id: string): Promise<Sale> {
    const sale = await this.store.lock(tx, id);
    if (sale.status !== 'pending') throw new SaleStateConflict(sale.status, 'changed');
    return sale;
  }
}
