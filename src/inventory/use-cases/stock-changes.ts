import { Injectable } from '@nestjs/common';
import type { StockableProduct } from '../../catalog/index.js';
import { can } from '../../common/auth/actor.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Decimal } from '../../common/money/decimal.js';
import { LocationDirectory } from '../../locations/index.js';
import type { AdjustStockDto, RestockDto, StockAdjustmentDto } from '../dto/change-stock.dto.js';
import { StockChangeResponse } from '../dto/stock-change.response.js';
import { lockedOnHand } from '../queries/level-reads.js';
import { ChangedGoods, type GoodsDto } from './changed-goods.js';
import { StockChangePosting, type ChangeFacts } from './stock-change-posting.js';
import { StockProducts } from './stock-products.js';

type Outcome = Promise<WriteOutcome<StockChangeResponse>>;
type Change = { field: string; by: number; to?: never } | { field: string; to: number; by?: never };

/** Changes the stock of one product by hand: goods came in, or the books were wrong. */
@Injectable()
export class StockChanges {
  constructor(
    private readonly writes: Writes,
    private readonly products: StockProducts,
    private readonly locations: LocationDirectory,
    private readonly goods: ChangedGoods,
    private readonly posting: StockChangePosting,
  ) {}

  /** Books goods in. Refuses products that are unknown, not stocked, archived, or not to be bought. */
  restock(write: WriteRequest, product_id: string, dto: RestockDto): Outcome {
    return this.writes.execute(write, async (tx) => {
      const product = await this.products.purchasable(tx, product_id);
      const goods = await this.goods.of(tx, product, { field: 'quantity', number: dto.quantity }, dto);
      const place = await this.locations.location(tx, dto.location_id);
      return this.post(tx, write, { product, place, kind: 'receipt', reason: dto.reason, ...goods });
    });
  }

  /** Books a difference. Refuses products that are unknown, not stocked or archived, and taking what is not there. */
  adjustBy(write: WriteRequest, product_id: string, { adjustment, ...dto }: StockAdjustmentDto): Outcome {
    return this.adjustment(write, product_id, dto, { field: 'adjustment', by: adjustment });
  }

  /** Books a difference, or whatever difference makes the stock what was counted. */
  adjust(write: WriteRequest, { product_id, quantity, new_quantity, ...dto }: AdjustStockDto): Outcome {
    if (new_quantity === undefined) {
      return this.adjustment(write, product_id, dto, { field: 'quantity', by: quantity! });
    }
    return this.adjustment(write, product_id, dto, { field: 'new_quantity', to: new_quantity });
  }

  private adjustment(
    write: WriteRequest,
    product_id: string,
    dto: GoodsDto & { location_id?: string; reason: string },
    change: Change,
  ): Outcome {
    return this.writes.execute(write, async (tx) => {
      const product = await this.products.stocked(tx, product_id);
      const number = change.by ?? change.to;
      const goods = await this.goods.of(tx, product, { field: change.field, number }, dto);
      const place = await this.locations.location(tx, dto.location_id);
      const quantity =
        change.to === undefined
          ? goods.quantity
          : await this.difference(tx, product, {
              location_id: place.location_id,
              counted: goods.quantity,
              dto,
            });
      const facts = { ...goods, product, place, quantity, kind: 'adjustment' as const, reason: dto.reason };
      return this.post(tx, write, facts);
    });
  }

  /** Of tracked goods a number says too little: which of them are there is what a stock count is for. */
  private async difference(
    tx: Tx,
    product: StockableProduct,
    { location_id, counted, dto }: { location_id: string; counted: Decimal; dto: GoodsDto },
  ): Promise<Decimal> {
    if (dto.batch_number || dto.serial_numbers) {
      const message = 'Count batches and serial numbers with a stock count, or send the difference.';
      throw new InvalidField('new_quantity', 'COUNT_NEEDED', message);
    }
    return counted.minus(await lockedOnHand(tx, location_id, product.id));
  }

  private async post(tx: Tx, write: WriteRequest, facts: ChangeFacts): Promise<StockChangeResponse> {
    return StockChangeResponse.from(
      await this.posting.post(tx, write, facts),
      can(write.actor, 'costs:read'),
    );
  }
}
