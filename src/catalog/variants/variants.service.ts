import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import type { ListQuery } from '../../common/http/list/list-query.dto.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { ProductResponse } from '../products/dto/product.response.js';
import { ProductReads } from '../products/product-reads.js';
import { LOOKUPS, OWN_COLUMNS, type ProductRow } from '../products/product.sql.js';

function variantList(templateId: string): ListPlan {
  return {
    select: OWN_COLUMNS,
    page: LOOKUPS,
    from: 'products p',
    where: [`p.parent_id = $1::uuid`, `p.lifecycle_status <> 'archived'`],
    params: [templateId],
    sortable: {
      sku: { sql: 'p.sku', type: 'text' },
      name: { sql: 'p.name', type: 'text' },
      created_at: { sql: 'p.created_at', type: 'timestamptz' },
    },
    default_sort: 'sku',
    id: 'p.id',
  };
}

/** Reads the variants of a template. */
@Injectable()
export class Variants {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly products: ProductReads,
  ) {}

  /** With their stock, archived ones left out; one statement however many. Throws PRODUCT_NOT_FOUND. */
  async list(caller: Caller, templateId: string, query: ListQuery): Promise<Page<ProductResponse>> {
    const page = await listRows<ProductRow>(this.dataSource, variantList(templateId), query);
    if (page.items.length === 0) await this.products.byId(this.dataSource, templateId);
    const canSeeCosts = can(caller.actor, 'costs:read');
    return page.map((row) => ProductResponse.from(row, canSeeCosts));
  }
}
