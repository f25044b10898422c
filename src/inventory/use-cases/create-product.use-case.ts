import { Injectable } from '@nestjs/common';
import { ProductReads, ProductRegistry, ProductResponse, type Product } from '../../catalog/index.js';
import { can } from '../../common/auth/actor.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Decimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory, type StockPlace } from '../../locations/index.js';
import type { CreateProductDto } from '../dto/create-product.dto.js';
import { StockLedger } from '../ledger/stock-ledger.js';

/** Creates a product together with its opening stock: both or neither. */
@Injectable()
export class CreateProductUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly registry: ProductRegistry,
    private readonly products: ProductReads,
    private readonly locations: LocationDirectory,
    private readonly ledger: StockLedger,
    private readonly clock: Clock,
  ) {}

  /** Throws what ProductRegistry.create throws, and a field error on `location_id`. */
  execute(
    write: WriteRequest,
    { location_id, ...input }: CreateProductDto,
  ): Promise<WriteOutcome<ProductResponse>> {
    return this.writes.execute(write, async (tx) => {
      const place = await this.locations.location(tx, location_id);
      const product = await this.registry.create(tx, write, input);
      const opening = new Decimal(input.stock_quantity ?? 0);
      if (!opening.isZero()) await this.open(tx, place, product, opening, write.actor.id);
      return ProductResponse.from(await this.products.byId(tx, product.id), can(write.actor, 'costs:read'));
    });
  }

  private async open(
    tx: Tx,
    place: StockPlace,
    product: Product,
    quantity: Decimal,
    actor_id: string,
  ): Promise<void> {
    const occurred_at = this.clock.now();
    const business_date = businessDate(occurred_at, place.time_zone);
    const line = {
      line_id: newId(),
      product_id: product.id,
      quantity,
      unit_cost: product.cost_price ?? undefined,
    };
    await this.ledger.receive(tx, place, [line], {
      kind: 'opening',
      type: 'product',
      id: product.id,
      occurred_at,
      business_date,
      actor_id,
    });
  }
}
