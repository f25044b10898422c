import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Clock } from '../../common/time/clock.js';
import { settleTenders, type Tender } from '../../payments/index.js';
import { cartOf, couponCodes, decimalOf } from '../domain/cart-input.js';
import { checkClientTotals, occurredAt } from '../domain/client-figures.js';
import { refuseBeyondLimit } from '../domain/discount-limit.js';
import { earningLines } from '../domain/earning-lines.js';
import { refuseForbiddenOverrides } from '../domain/override-rules.js';
import { tenderOf } from '../domain/tenders.js';
import type { CreateSaleDto } from '../dto/create-sale.dto.js';
import { SaleResponse } from '../dto/sale.response.js';
import type { Sale } from '../entities/sale.entity.js';
import { Cashiers } from '../posting/cashiers.js';
import { accountTerms } from '../posting/payable-sale.js';
import { draftItem, draftSale } from '../posting/sale-draft.js';
import { SalePosting } from '../posting/sale-posting.js';
import { SaleQuote, type PricedCart } from '../posting/sale-quote.js';
import { TenderShort } from '../sales.errors.js';

/** Rings up a sale: prices it, takes the stock, takes the money, issues the receipt, in one transaction. */
@Injectable()
export class CreateSaleUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly quote: SaleQuote,
    private readonly cashiers: Cashiers,
    private readonly posting: SalePosting,
    private readonly clock: Clock,
  ) {}

  execute(request: WriteRequest, dto: CreateSaleDto): Promise<WriteOutcome<SaleResponse>> {
    return this.writes.execute(request, (tx) => this.sell(tx, request, dto));
  }

  private async sell(tx: Tx, caller: Caller, dto: CreateSaleDto): Promise<SaleResponse> {
    const now = this.clock.now();
    const occurred_at = occurredAt('sale_date', dto.sale_date, now);
    const cart = await this.quote.price(tx, cartOf(dto, occurred_at, now));
    checkClientTotals(dto, cart.quote);
    refuseForbiddenOverrides(caller.actor, cart.quote.overrides);
    refuseBeyondLimit(caller.actor, [cart.quote.hand_discount_percent]);
    const cashier = await this.cashiers.of(tx, caller.actor, dto.cashier_id ?? undefined);

    const facts = { id: dto.id ?? newId(), ...cashier, notes: dto.notes ?? null, occurred_at, now };
    const draft = draftSale(cart, facts, {
      discount_id: cart.quote.discount_id,
      cart_discount_amount: decimalOf(dto.discount_amount) ?? null,
      tax_override: cart.quote.overrides.includes('tax') ? decimalOf(dto.tax_amount)! : null,
      coupon_codes: couponCodes(dto.coupon_codes),
    });
    const tenders = (dto.payments ?? []).map(tenderOf);
    const isToComplete = dto.status === 'completed' || (dto.payments ?? null) !== null;
    const sale = { ...draft, ...this.settlement(draft, cart, tenders, { isToComplete, now }) };
    if (dto.status === 'completed' && sale.status !== 'completed') {
      throw new TenderShort(
        sale.total_amount.plus(sale.rounding_amount).toNumber(),
        sale.paid_amount.toNumber(),
      );
    }
    const items = cart.lines.map((line, index) => draftItem(sale.id, index + 1, line));
    const posted = await this.posting.post(tx, caller, {
      place: cart.place,
      sale,
      items,
      tenders,
      picks: cart.picks,
      uses: cart.quote.promotions,
      earning: earningLines(items, new Map(cart.lines.map(({ product }) => [product.id, product]))),
      account: cart.customer && accountTerms(cart.customer),
    });
    return SaleResponse.from(posted, caller.actor);
  }

  /** What the tenders make of a new sale; the payment ledger settles them again the same way when it stores them. */
  private settlement(
    sale: Sale,
    cart: PricedCart,
    tenders: Tender[],
    { isToComplete, now }: { isToComplete: boolean; now: Date },
  ): Pick<Sale, 'status' | 'paid_amount' | 'change_amount' | 'rounding_amount' | 'completed_at'> {
    const { cash_rounding } = cart.place;
    const digits = currencyDigits(sale.currency);
    const { paid, change, remaining, rounding } = settleTenders(sale.total_amount, tenders, {
      digits,
      cash_rounding,
      customer: sale.customer_id !== null,
    });
    const isCompleted = isToComplete && remaining.isZero();
    return {
      status: isCompleted ? 'completed' : 'pending',
      paid_amount: paid,
      change_amount: change,
      rounding_amount: rounding,
      completed_at: isCompleted ? now : null,
    };
  }
}
