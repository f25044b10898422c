import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can, type Actor } from '../../common/auth/actor.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { RoundingMode } from '../../common/money/rounding.js';
import { SoldCosts } from '../../inventory/index.js';
import { replayLine } from '../../pricing/index.js';
import { costIds, costsOf } from '../domain/line-costs.js';
import { PriceExplanationResponse } from '../dto/price-explanation.response.js';
import { SaleStore } from './sale-store.js';

/** Why a sold line cost what it did: from what was stored with it, whatever prices have become since. */
@Injectable()
export class ExplainPrice {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly store: SaleStore,
    private readonly costs: SoldCosts,
  ) {}

  /** Throws NotFound for a sale, or a line that is not one of it. What it cost is for callers with costs:read. */
  async run(saleId: string, itemId: string, actor: Actor): Promise<PriceExplanationResponse> {
    const sale = await this.store.sale(this.dataSource, saleId);
    const item = (await this.store.items(this.dataSource, saleId)).find(({ id }) => id === itemId);
    if (item === undefined) throw new NotFound('sale item', itemId);
    const { quantity, unit_factor, price_trace: trace } = item;
    const terms = { currency: sale.currency, rounding_mode: sale.rounding_mode as RoundingMode };
    const replayed = replayLine({ quantity, unit_factor, trace }, terms);
    if (!can(actor, 'costs:read')) return PriceExplanationResponse.from(sale, item, replayed);
    const costs = costsOf([item], await this.costs.byLine(this.dataSource, costIds([item])));
    return PriceExplanationResponse.from(sale, item, replayed, costs.get(item.id) ?? null);
  }
}
