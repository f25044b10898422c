import { Injectable } from '@nestjs/common';
import { CatalogQueries, purchaseRefusal, type StockableProduct } from '../../catalog/index.js';
import type { Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { ProductNotPurchasable, ProductNotStocked } from '../inventory.errors.js';

/** Finds a product whose stock is to be changed by hand. */
@Injectable()
export class StockProducts {
  constructor(private readonly catalog: CatalogQueries) {}

  /** Any product, also one whose stock is closed. Throws NotFound. */
  async any(db: Queryable, id: string): Promise<StockableProduct> {
    const product = (await this.catalog.stockable(db, [id])).get(id);
    if (product === undefined) throw new NotFound('product', id);
    return product;
  }

  /** Throws NotFound and ProductNotStocked. An archived product may still have stock to write off. */
  async stocked(db: Queryable, id: string): Promise<StockableProduct> {
    const product = await this.any(db, id);
    if (!product.is_stocked) throw new ProductNotStocked(product);
    return product;
  }

  /** One that may be bought; throws ProductNotPurchasable besides. */
  async purchasable(db: Queryable, id: string): Promise<StockableProduct> {
    const product = await this.stocked(db, id);
    const refusal = purchaseRefusal(product);
    if (refusal !== undefined) throw new ProductNotPurchasable(refusal, product);
    return product;
  }
}
