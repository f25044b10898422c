import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { sentFields } from '../../common/database/update-versioned.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { plannedBarcodes } from '../domain/barcode-set.js';
import { canBegin, type LifecycleStatus } from '../domain/lifecycle.js';
import { replaceBarcodes } from './barcode-store.js';
import type { SaveProductDto } from './dto/save-product.dto.js';
import { productFields, refuseProduct } from './product-fields.js';
import { ProductReferences, type ResolvedReferences } from './product-references.js';
import { Product } from './product.entity.js';

const FREE_SKU = `
  SELECT sku FROM (
    SELECT 'P' || lpad(n::text, greatest(6, length(n::text)), '0') AS sku
    FROM (SELECT nextval('product_sku_seq') AS n FROM generate_series(1, 100)) AS numbers
  ) AS candidates
  WHERE NOT EXISTS (SELECT FROM products p WHERE lower(p.sku) = lower(candidates.sku)) LIMIT 1`;

const NOTHING_SAID = {
  description: null,
  cost_price: null,
  category_id: null,
  product_group_id: null,
  brand_id: null,
  discount_id: null,
  plu: null,
  image_url: null,
};

function firstStatus(status: LifecycleStatus = 'active'): LifecycleStatus {
  if (canBegin(status)) return status;
  throw new InvalidField('lifecycle_status', 'INVALID_STATUS', 'a product starts its life as new or active');
}

/** A product as a client sends it, and what only the catalogue itself may say of it. */
export type NewProduct = SaveProductDto & {
  /** The template, for a variant. */
  parent_id?: string;
  option_values?: Record<string, string | number>;
};

/** The only way a product comes into being. */
@Injectable()
export class ProductRegistry {
  constructor(
    private readonly references: ProductReferences,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Creates a product with its barcodes and audits it. Does not post `stock_quantity`: whoever calls this does, but
   * that it suits the unit and the product is checked here. Throws ValidationFailed, SKU_TAKEN, PLU_TAKEN and
   * BARCODE_TAKEN. Locks nothing beyond the new rows.
   */
  async create(tx: Tx, caller: Caller, input: NewProduct): Promise<Product> {
    const lifecycle_status = firstStatus(input.lifecycle_status);
    const found = await this.references.resolve(tx, caller, input);
    const product = await this.insert(tx, input, found, lifecycle_status);
    const barcodes = plannedBarcodes([], input) ?? [];
    if (barcodes.length > 0) await replaceBarcodes(tx, product.id, barcodes);
    await this.audit.record(tx, caller, {
      action: 'product.created',
      subject_type: 'product',
      subject_id: product.id,
      after: { ...product, barcodes: barcodes.map(({ code }) => code) },
    });
    return product;
  }

  private async insert(
    tx: Tx,
    input: NewProduct,
    found: ResolvedReferences,
    lifecycle_status: LifecycleStatus,
  ): Promise<Product> {
    const product = tx.create(Product, {
      ...NOTHING_SAID,
      sku: input.sku ?? (await this.freeSku(tx)),
      tax_group_id: found.default_tax_group_id,
      ...sentFields(productFields(input, found)),
      parent_id: input.parent_id ?? null,
      option_values: input.option_values ?? {},
      id: newId(),
      lifecycle_status,
    });
    await tx
      .insert(Product, product as QueryDeepPartialEntity<Product>)
      .catch((error: unknown) => refuseProduct(error, product));
    return product;
  }

  private async freeSku(tx: Tx): Promise<string> {
    for (;;) {
      const [free] = await query<{ sku: string }>(tx, FREE_SKU);
      if (free !== undefined) return free.sku;
    }
  }
}
