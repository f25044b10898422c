import { Injectable } from '@nestjs/common';
import { PermissionDenied } from '../../common/auth/auth.errors.js';
import { can } from '../../common/auth/actor.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Clock } from '../../common/time/clock.js';
import { couponCodes, decimalOf } from '../domain/cart-input.js';
import { SaleResponse } from '../dto/sale.response.js';
import type { UpdateSaleDto } from '../dto/update-sale.dto.js';
import type { Sale } from '../entities/sale.entity.js';
import { CartRepricing } from '../posting/cart-repricing.js';
import { saveItems, saveSale } from '../posting/sale-rows.js';
import { SaleSettlement } from '../posting/sale-settlement.js';
import { SaleStore } from '../queries/sale-store.js';
import { CustomerHasPaid, SaleStateConflict, TenderShort } from '../sales.errors.js';
import { CancelSaleUseCase } from './cancel-sale.use-case.js';

const PRICED_FIELDS = ['customer_id', 'discount_id', 'discount_amount', 'coupon_codes'] as const;

/** Changes a sale: its notes always, its customer and discounts while pending, its status where that is allowed. */
@Injectable()
export class UpdateSaleUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly store: SaleStore,
    private readonly repricing: CartRepricing,
    private readonly settlement: SaleSettlement,
    private readonly cancellation: CancelSaleUseCase,
    private readonly clock: Clock,
  ) {}

  execute(
    request: WriteRequest,
    id: string,
    dto: UpdateSaleDto,
    expectedVersion?: number,
  ): Promise<WriteOutcome<SaleResponse>> {
    return this.writes.execute(request, async (tx) => {
      const before = await this.store.lock(tx, id, expectedVersion);
      if (dto.status === 'cancelled') await this.cancellation.cancel(tx, request, before, dto.notes ?? null);
      else await this.change(tx, request, before, dto);
      return this.store.response(tx, id, request.actor);
    });
  }

  private async change(tx: Tx, request: WriteRequest, before: Sale, dto: UpdateSaleDto): Promise<void> {
    const isRepriced = PRICED_FIELDS.some((field) => dto[field] !== undefined);
    if ((isRepriced || dto.status !== undefined) && before.status !== 'pending') {
      throw new SaleStateConflict(before.status, 'changed');
    }
    if (dto.discount_amount && !can(request.actor, 'sales:discount'))
      throw new PermissionDenied('sales:discount');
    let sale: Sale = dto.notes === undefined ? before : { ...before, notes: dto.notes };
    if (isRepriced) sale = await this.reprice(tx, request, sale, dto);
    const isToComplete = dto.status === 'completed';
    const after = isToComplete
      ? await this.settlement.completeIfPaid(tx, request, sale)
      : await saveSale(tx, sale, this.clock.now());
    if (isToComplete && after.status !== 'completed') {
      throw new TenderShort(
        after.total_amount.plus(after.rounding_amount).toNumber(),
        after.paid_amount.toNumber(),
      );
    }
  }

  private async reprice(tx: Tx, request: WriteRequest, sale: Sale, dto: UpdateSaleDto): Promise<Sale> {
    await this.refuseOtherCustomer(tx, sale, dto.customer_id);
    const wanted: Sale = {
      ...sale,
      customer_id: dto.customer_id === undefined ? sale.customer_id : dto.customer_id,
      discount_id: dto.discount_id === undefined ? sale.discount_id : dto.discount_id,
      cart_discount_amount:
        dto.discount_amount === undefined
          ? sale.cart_discount_amount
          : (decimalOf(dto.discount_amount) ?? null),
      coupon_codes: dto.coupon_codes === undefined ? sale.coupon_codes : couponCodes(dto.coupon_codes),
    };
    const items = await this.store.items(tx, sale.id);
    const change = { added: [], is_discount_held: dto.discount_amount !== undefined };
    const priced = await this.repricing.price(tx, request.actor, wanted, items, change);
    await saveItems(tx, priced.kept);
    await this.repricing.book(tx, request.actor, sale, priced);
    return priced.sale;
  }

  /** What was paid from a customer's own account or points cannot become part of somebody else's sale. */
  private async refuseOtherCustomer(
    tx: Tx,
    sale: Sale,
    customerId: string | null | undefined,
  ): Promise<void> {
    if (customerId === undefined || customerId === sale.customer_id || sale.customer_id === null) return;
    if (await this.settlement.drawsOnCustomer(tx, sale)) throw new CustomerHasPaid();
  }
}
