import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { ListProductsQuery } from './dto/list-products.query.js';
import { ProductResponse } from './dto/product.response.js';
import { productList } from './product-list.js';
import { ProductReads } from './product-reads.js';
import type { ProductRow } from './product.sql.js';

/** Reads products for callers, who see costs only with costs:read. */
@Injectable()
export class ProductsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly reads: ProductReads,
  ) {}

  /** One statement for the page, one more when it is to be counted. */
  async list(caller: Caller, query: ListProductsQuery): Promise<Page<ProductResponse>> {
    const page = await listRows<ProductRow>(this.dataSource, productList(query), query);
    const canSeeCosts = can(caller.actor, 'costs:read');
    return page.map((row) => ProductResponse.from(row, canSeeCosts));
  }

  /** Products in use at or below their minimum stock level. */
  lowStock(caller: Caller, query: ListProductsQuery): Promise<Page<ProductResponse>> {
    return this.list(caller, Object.assign(query, { low_stock: true }));
  }

  async get(caller: Caller, id: string): Promise<ProductResponse> {
    return ProductResponse.from(await this.reads.byId(this.dataSource, id), can(caller.actor, 'costs:read'));
  }
}
