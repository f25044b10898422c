import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/actor.js';
import type { Tx } from '../../common/database/tx.js';
import { ZERO } from '../../common/money/decimal.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory, type SellingPlace } from '../../locations/index.js';
import type { PromotionUse } from '../../pricing/index.js';
import { storedCart } from '../domain/cart-input.js';
import type { CartLine } from '../domain/cart.js';
import { refuseBeyondLimit } from '../domain/discount-limit.js';
import type { Picks } from '../domain/named-goods.js';
import { refuseForbiddenOverrides } from '../domain/override-rules.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import { SaleOverpaid } from '../sales.errors.js';
import { draftItem, quotedAmounts } from './sale-draft.js';
import { SaleBenefits } from './sale-benefits.js';
import { SaleQuote, type PricedCart } from './sale-quote.js';

/** What is new about a cart that is priced again. */
export interface CartChange {
  added: readonly CartLine[];
  /** The cart's discount by hand is new, or now comes off less: it is held against the limit of the caller's role. */
  is_discount_held: boolean;
}

export interface RepricedCart {
  place: SellingPlace;
  sale: Sale;
  kept: SaleItem[];
  added: SaleItem[];
  /** Which goods the new lines name. */
  picks: Picks;
  uses: readonly PromotionUse[];
}

const NOTHING = {
  subtotal: ZERO,
  discount_amount: ZERO,
  tax_amount: ZERO,
  total_amount: ZERO,
  promotion_ids: [],
};

/** Prices a pending cart anew from what was asked for at first, plus new lines. */
@Injectable()
export class CartRepricing {
  constructor(
    private readonly locations: LocationDirectory,
    private readonly quote: SaleQuote,
    private readonly benefits: SaleBenefits,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads only. Throws what `SaleQuote.price` throws, PermissionDenied and DiscountLimitExceeded for new overrides,
   * SaleOverpaid.
   */
  async price(
    tx: Tx,
    actor: Actor,
    sale: Sale,
    items: readonly SaleItem[],
    change: CartChange,
  ): Promise<RepricedCart> {
    const { added } = change;
    if (items.length + added.length === 0) return this.emptied(tx, sale);
    const held = await this.benefits.heldBy(tx, sale);
    const cart = await this.quote.price(tx, { ...storedCart(sale, items, added), held });
    this.refuseForbidden(actor, cart, change);
    const last = Math.max(0, ...items.map((item) => item.line_number));
    const lines = cart.lines.map((line, index) =>
      draftItem(sale.id, items[index]?.line_number ?? last + 1 + index - items.length, line),
    );
    return {
      place: cart.place,
      sale: this.withinPaid({ ...sale, ...quotedAmounts(cart) }),
      kept: lines.slice(0, items.length),
      added: lines.slice(items.length),
      picks: cart.picks,
      uses: cart.quote.promotions,
    };
  }

  /** Books the promotions of the new prices in place of those before. After the stock, in the order of locks. */
  async book(tx: Tx, actor: Actor, before: Sale, priced: RepricedCart): Promise<void> {
    const move = { actor_id: actor.id, occurred_at: this.clock.now() };
    await this.benefits.replace(tx, before, priced.sale, priced.uses, move);
  }

  /** Figures by hand that were accepted before stay. */
  private refuseForbidden(
    actor: Actor,
    { quote }: PricedCart,
    { added, is_discount_held }: CartChange,
  ): void {
    const ids = new Set(added.map(({ line_id }) => line_id));
    if (added.some((item) => item.unit_price !== undefined || item.discount_amount !== undefined)) {
      refuseForbiddenOverrides(actor, quote.overrides);
      const asked = quote.lines.filter(({ line_id }) => ids.has(line_id));
      refuseBeyondLimit(
        actor,
        asked.map((line) => line.hand_discount_percent),
      );
    }
    if (is_discount_held && quote.overrides.includes('cart_discount')) {
      refuseBeyondLimit(actor, [quote.hand_discount_percent]);
    }
  }

  private async emptied(tx: Tx, sale: Sale): Promise<RepricedCart> {
    const place = await this.locations.context(tx, {
      location_id: sale.location_id,
      register_id: sale.register_id,
    });
    return {
      place,
      sale: this.withinPaid({ ...sale, ...NOTHING }),
      kept: [],
      added: [],
      picks: new Map(),
      uses: [],
    };
  }

  private withinPaid(sale: Sale): Sale {
    if (sale.paid_amount.gt(sale.total_amount.plus(sale.rounding_amount))) throw new SaleOverpaid();
    return sale;
  }
}
