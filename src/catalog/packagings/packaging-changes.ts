import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned } from '../../common/database/update-versioned.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Events } from '../../common/jobs/events.js';
import { InUse, Taken } from '../catalog.errors.js';
import { plannedBarcodes } from '../domain/barcode-set.js';
import { packBarcodesOf, replacePackBarcodes } from '../products/barcode-store.js';
import { COST_PRICE_CHANGED, type CostPriceChanged } from '../products/cost-price-changed.event.js';
import { Product } from '../products/product.entity.js';
import type { PackagingResponse } from './dto/packaging.response.js';
import type { SavePackagingDto } from './dto/save-packaging.dto.js';
import type { UpdatePackagingDto } from './dto/update-packaging.dto.js';
import { planPackaging } from './packaging-plan.js';
import { PackagingsService } from './packagings.service.js';
import { ProductPackaging } from './product-packaging.entity.js';

const TAKE_DEFAULTS = `
  UPDATE product_packagings SET version = version + 1, updated_at = now(),
    is_default_sale_unit = is_default_sale_unit AND NOT $3::boolean,
    is_default_purchase_unit = is_default_purchase_unit AND NOT $4::boolean
  WHERE product_id = $1::uuid AND id <> $2::uuid
    AND ((is_default_sale_unit AND $3::boolean) OR (is_default_purchase_unit AND $4::boolean))`;

const NEW_PACK = {
  allow_sale: true,
  allow_purchase: true,
  is_default_sale_unit: false,
  is_default_purchase_unit: false,
  length_cm: null,
  width_cm: null,
  height_cm: null,
  weight_kg: null,
  volume_m3: null,
  is_active: true,
};

/** Writes the packs of products. Every change is audited. Lock: the product's row, then the pack's. */
@Injectable()
export class PackagingChanges {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly packagings: PackagingsService,
    private readonly audit: AuditTrail,
    private readonly events: Events,
  ) {}

  /** Throws PACKAGING_UNIT_TAKEN, BARCODE_TAKEN and ValidationFailed naming every wrong field. */
  create(caller: Caller, productId: string, input: SavePackagingDto): Promise<PackagingResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const product = await lockProduct(tx, productId);
      const pack = tx.create(ProductPackaging, { ...NEW_PACK, id: newId(), product_id: productId });
      await planPackaging(tx, product, pack, input);
      await this.takeDefaults(tx, pack);
      await tx.insert(ProductPackaging, pack).catch((error: unknown) => refuse(error, input.unit));
      await this.setBarcodes(tx, pack, [], input);
      const after = await this.snapshot(tx, pack);
      await this.note(tx, caller, 'product_packaging.created', { id: pack.id, after });
      return this.packagings.get(productId, pack.id, tx);
    });
  }

  /** Sets the sent fields. A pack that stops being sold or bought stops being the default of it. */
  update(
    caller: Caller,
    target: { product_id: string; id: string; expectedVersion?: number },
    input: UpdatePackagingDto,
  ): Promise<PackagingResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const product = await lockProduct(tx, target.product_id);
      const pack = await this.open(tx, target);
      const before = await this.snapshot(tx, pack);
      const { factor } = pack;
      await planPackaging(tx, product, pack, input);
      await this.takeDefaults(tx, pack);
      pack.version += 1;
      await tx.save(pack).catch((error: unknown) => refuse(error, input.unit));
      await this.setBarcodes(tx, pack, before.barcodes, input);
      const after = await this.snapshot(tx, pack);
      await this.note(tx, caller, 'product_packaging.updated', { id: pack.id, before, after });
      if (!factor.equals(pack.factor)) {
        await this.events.publish<CostPriceChanged>(tx, {
          type: COST_PRICE_CHANGED,
          product_ids: [product.id],
        });
      }
      return this.packagings.get(product.id, pack.id, tx);
    });
  }

  /** Throws PACKAGING_IN_USE while a sale or a price refers to it: it can be deactivated then. */
  async remove(
    caller: Caller,
    target: { product_id: string; id: string; expectedVersion?: number },
  ): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      await lockProduct(tx, target.product_id);
      const pack = await this.open(tx, target);
      const before = await this.snapshot(tx, pack);
      const { id } = pack;
      if (!(await deletedUnlessReferenced(tx, (inner) => inner.delete(ProductPackaging, { id })))) {
        throw new InUse('packaging', id, '; set is_active to false instead');
      }
      await this.note(tx, caller, 'product_packaging.deleted', { id, before });
    });
  }

  private async open(
    tx: Tx,
    { product_id, ...target }: { product_id: string; id: string; expectedVersion?: number },
  ): Promise<ProductPackaging> {
    const pack = await lockVersioned(tx, { entity: ProductPackaging, what: 'packaging', ...target });
    if (pack.product_id !== product_id) throw new NotFound('packaging', target.id);
    return pack;
  }

  private async takeDefaults(tx: Tx, pack: ProductPackaging): Promise<void> {
    const { product_id, id, is_default_sale_unit, is_default_purchase_unit } = pack;
    if (!is_default_sale_unit && !is_default_purchase_unit) return;
    await query(tx, TAKE_DEFAULTS, [product_id, id, is_default_sale_unit, is_default_purchase_unit]);
  }

  private async setBarcodes(
    tx: Tx,
    pack: ProductPackaging,
    current: readonly string[],
    input: UpdatePackagingDto,
  ): Promise<void> {
    const barcodes = plannedBarcodes(current, input);
    if (barcodes !== undefined) await replacePackBarcodes(tx, pack, barcodes);
  }

  private async snapshot(tx: Tx, pack: ProductPackaging): Promise<object & { barcodes: string[] }> {
    return { ...pack, barcodes: await packBarcodesOf(tx, pack) };
  }

  private note(
    tx: Tx,
    caller: Caller,
    action: string,
    change: { id: string; before?: object; after?: object },
  ): Promise<void> {
    const { id, before, after } = change;
    const entry = { action, subject_type: 'product_packaging', subject_id: id, before, after };
    return this.audit.record(tx, caller, entry);
  }
}

/** All packs of a product change one after the other: they share its defaults and its barcodes. */
function lockProduct(tx: Tx, id: string): Promise<Product> {
  return lockVersioned(tx, { entity: Product, what: 'product', id });
}

function refuse(error: unknown, unit = ''): never {
  throw violates(error, 'uq_product_packagings_unit') ? new Taken('packaging_unit', unit) : error;
}
