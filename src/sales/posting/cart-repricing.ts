import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/actor.js';
import type { Tx } from '../../common/database/tx.js';
import { ZERO } from '../../common/money/decimal.js';
import { LocationDirectory, type SellingPlace } from '../../locations/index.js';
import type { CartItem } from '../domain/cart.js';
import { storedCartItem } from '../domain/cart-input.js';
import { refuseForbiddenOverrides } from '../domain/override-rules.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import { SaleOverpaid } from '../sales.errors.js';
import { draftItem, quotedAmounts } from './sale-draft.js';
import { SaleQuote } from './sale-quote.js';

export interface RepricedCart {
  place: SellingPlace;
  sale: Sale;
  kept: SaleItem[];
  added: SaleItem[];
}

const NOTHING = { subtotal: ZERO, discount_amount: ZERO, tax_amount: ZERO, total_amount: ZERO };

/** Prices a pending cart anew from what was asked for at first, plus new lines. Reads only. */
@Injectable()
export class CartRepricing {
  constructor(
    private readonly locations: LocationDirectory,
    private readonly quote: SaleQuote,
  ) {}

  /** Throws what `SaleQuote.price` throws, PermissionDenied for new overrides, SaleOverpaid. */
  async price(
    tx: Tx,
    actor: Actor,
    sale: Sale,
    items: readonly SaleItem[],
    added: CartItem[],
  ): Promise<RepricedCart> {
    if (items.length + added.length === 0) return this.emptied(tx, sale);
    const cart = await this.quote.price(tx, {
      location_id: sale.location_id,
      register_id: sale.register_id,
      customer_id: sale.customer_id ?? undefined,
      items: [...items.map(storedCartItem), ...added],
      discount_id: sale.discount_id ?? undefined,
      discount_amount: sale.cart_discount_amount ?? undefined,
      tax_amount: sale.tax_override ?? undefined,
      at: sale.occurred_at,
    });
    if (added.some((item) => item.unit_price !== undefined || item.discount_amount !== undefined)) {
      refuseForbiddenOverrides(actor, cart.quote.overrides);
    }
    const last = Math.max(0, ...items.map((item) => item.line_number));
    const lines = cart.lines.map((line, index) =>
      draftItem(sale.id, items[index]?.line_number ?? last + 1 + index - items.length, line),
    );
    return {
      place: cart.place,
      sale: this.withinPaid({ ...sale, ...quotedAmounts(cart) }),
      kept: lines.slice(0, items.length),
      added: lines.slice(items.length),
    };
  }

  private async emptied(tx: Tx, sale: Sale): Promise<RepricedCart> {
    const place = await this.locations.context(tx, {
      location_id: sale.location_id,
      register_id: sale.register_id,
    });
    return { place, sale: this.withinPaid({ ...sale, ...NOTHING }), kept: [], added: [] };
  }

  private withinPaid(sale: Sale): Sale {
    if (sale.paid_amount.gt(sale.total_amount.plus(sale.rounding_amount))) throw new SaleOverpaid();
    return sale;
  }
}
