import { Injectable } from '@nestjs/common';
import type { StockableProduct } from '../../catalog/index.js';
import { can } from '../../common/auth/actor.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Decimal } from '../../common/money/decimal.js';
import { LocationDirectory } from '../../locations/index.js';
import { assertFitsUnit } from '../domain/whole-units.js';
import type { AdjustStockDto, RestockDto, StockAdjustmentDto } from '../dto/change-stock.dto.js';
import { StockChangeResponse } from '../dto/stock-change.response.js';
import { lockedOnHand } from '../queries/level-reads.js';
import { StockChangePosting, type ChangeFacts } from './stock-change-posting.js';
import { StockProducts } from './stock-products.js';

type Outcome = Promise<WriteOutcome<StockChangeResponse>>;

function decimalOf(value: number | undefined): Decimal | undefined {
  return value === undefined ? undefined : new Decimal(value);
}

/** Changes the stock of one product by hand: goods came in, or the books were wrong. */
@Injectable()
export class StockChanges {
  constructor(
    private readonly writes: Writes,
    private readonly products: StockProducts,
    private readonly locations: LocationDirectory,
    private readonly posting: StockChangePosting,
  ) {}

  /** Books goods in. Refuses products that are unknown, not stocked, archived, or not to be bought. */
  restock(write: WriteRequest, product_id: string, dto: RestockDto): Outcome {
    const quantity = new Decimal(dto.quantity);
    return this.writes.execute(write, async (tx) => {
      const product = await this.products.purchasable(tx, product_id);
      assertFitsUnit('quantity', quantity, product.unit_decimals);
      const place = await this.locations.location(tx, dto.location_id);
      return this.post(tx, write, { ...this.facts(product, dto), place, quantity, kind: 'receipt' });
    });
  }

  /** Books a difference. Refuses products that are unknown, not stocked or archived, and taking what is not there. */
  adjustBy(write: WriteRequest, product_id: string, { adjustment, ...dto }: StockAdjustmentDto): Outcome {
    return this.adjustment(write, product_id, dto, { field: 'adjustment', by: new Decimal(adjustment) });
  }

  /** Books a difference, or whatever difference makes the stock what was counted. */
  adjust(write: WriteRequest, { product_id, quantity, new_quantity, ...dto }: AdjustStockDto): Outcome {
    if (new_quantity === undefined) {
      return this.adjustment(write, product_id, dto, { field: 'quantity', by: new Decimal(quantity!) });
    }
    return this.adjustment(write, product_id, dto, { field: 'new_quantity', to: new Decimal(new_quantity) });
  }

  private adjustment(
    write: WriteRequest,
    product_id: string,
    dto: Omit<StockAdjustmentDto, 'adjustment'>,
    change: { field: string; by: Decimal; to?: never } | { field: string; to: Decimal; by?: never },
  ): Outcome {
    return this.writes.execute(write, async (tx) => {
      const product = await this.products.stocked(tx, product_id);
      assertFitsUnit(change.field, change.by ?? change.to, product.unit_decimals);
      const place = await this.locations.location(tx, dto.location_id);
      const quantity = change.by ?? change.to.minus(await lockedOnHand(tx, place.location_id, product.id));
      return this.post(tx, write, { ...this.facts(product, dto), place, quantity, kind: 'adjustment' });
    });
  }

  private facts(
    product: StockableProduct,
    dto: { unit_cost?: number; reason?: string },
  ): Pick<ChangeFacts, 'product' | 'unit_cost' | 'reason'> {
    return { product, unit_cost: decimalOf(dto.unit_cost), reason: dto.reason };
  }

  private async post(tx: Tx, write: WriteRequest, facts: ChangeFacts): Promise<StockChangeResponse> {
    return StockChangeResponse.from(
      await this.posting.post(tx, write, facts),
      can(write.actor, 'costs:read'),
    );
  }
}
