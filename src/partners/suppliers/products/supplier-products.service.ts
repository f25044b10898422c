import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../common/auth/caller.js';
import { newId } from '../../../common/database/new-id.js';
import { violates } from '../../../common/database/sql-state.js';
import { query } from '../../../common/database/statement.js';
import type { Tx } from '../../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../../common/database/update-versioned.js';
import { InvalidField } from '../../../common/errors/domain-error.js';
import { Decimal, optionalDecimal } from '../../../common/money/decimal.js';
import { PreferredSupplierChanged, SupplierProductTaken } from '../../partners.errors.js';
import { SupplierChange } from '../supplier-change.js';
import type { SaveSupplierProductDto, UpdateSupplierProductDto } from './dto/save-supplier-product.dto.js';
import { SupplierProduct } from './supplier-product.entity.js';
import { SupplierProductReads, type SupplierProductRow } from './supplier-product-reads.js';

interface ProductTarget {
  supplier_id: string;
  id: string;
  version?: number;
}

type Numbers = 'cost' | 'pack_factor' | 'minimum_order_quantity';
type OfferColumns = Omit<UpdateSupplierProductDto, Numbers> & {
  cost?: Decimal | null;
  pack_factor?: Decimal;
  minimum_order_quantity?: Decimal | null;
};

const NO_LONGER_PREFERRED = `
  UPDATE supplier_products SET is_preferred = false, version = version + 1, updated_at = now()
  WHERE product_id = $1::uuid AND id <> $2::uuid AND is_preferred`;

/** What is not offered is not preferred, so one that is taken off stops being it unless the body insists. */
function columnsOf(dto: UpdateSupplierProductDto): OfferColumns {
  if (dto.is_active === false && dto.is_preferred === true) {
    throw new InvalidField('is_preferred', 'PREFERRED_INACTIVE', 'What is not offered cannot be preferred.');
  }
  const { cost, pack_factor, minimum_order_quantity, ...rest } = dto;
  const columns = {
    ...rest,
    cost: optionalDecimal(cost),
    pack_factor: pack_factor === undefined ? undefined : new Decimal(pack_factor),
    minimum_order_quantity: optionalDecimal(minimum_order_quantity),
  };
  return dto.is_active === false ? { ...columns, is_preferred: false } : columns;
}

/** Keeps what suppliers offer. */
@Injectable()
export class SupplierProductsService {
  constructor(
    private readonly changes: SupplierChange,
    private readonly reads: SupplierProductReads,
  ) {}

  /** Throws SupplierProductTaken, PreferredSupplierChanged and PRODUCT_NOT_FOUND. */
  create(caller: Caller, supplier_id: string, dto: SaveSupplierProductDto): Promise<SupplierProductRow> {
    const id = newId();
    const { product_id } = dto;
    return this.changes.run(caller, supplier_id, (tx, log) =>
      named(product_id, async () => {
        const columns = columnsOf(dto);
        if (dto.is_preferred === true) await query(tx, NO_LONGER_PREFERRED, [product_id, id]);
        await tx.insert(SupplierProduct, { ...columns, id, supplier_id, product_id });
        const row = await this.reads.byId(supplier_id, id, tx);
        await log('product_added', { after: row });
        return row;
      }),
    );
  }

  /** Throws PreferredSupplierChanged, and PREFERRED_INACTIVE. */
  update(caller: Caller, target: ProductTarget, dto: UpdateSupplierProductDto): Promise<SupplierProductRow> {
    const { supplier_id, id } = target;
    return this.changes.run(caller, supplier_id, async (tx, log) => {
      const offer = await this.lock(tx, target);
      return named(offer.product_id, async () => {
        const columns = columnsOf({ ...dto, is_active: dto.is_active ?? offer.is_active });
        if (dto.is_preferred === true) await query(tx, NO_LONGER_PREFERRED, [offer.product_id, id]);
        const change = { entity: SupplierProduct, what: 'supplier product', id };
        const { before, after } = await updateVersioned<SupplierProduct>(tx, change, columns);
        await log('product_changed', { before, after: { ...after, supplier_product_id: id } });
        return this.reads.byId(supplier_id, id, tx);
      });
    });
  }

  remove(caller: Caller, target: ProductTarget): Promise<void> {
    return this.changes.run(caller, target.supplier_id, async (tx, log) => {
      const before = await this.lock(tx, target);
      await query(tx, `DELETE FROM supplier_products WHERE id = $1::uuid`, [target.id]);
      await log('product_removed', { before });
    });
  }

  private async lock(tx: Tx, { supplier_id, id, version }: ProductTarget): Promise<SupplierProduct> {
    await this.reads.byId(supplier_id, id, tx);
    return lockVersioned<SupplierProduct>(tx, {
      entity: SupplierProduct,
      what: 'supplier product',
      id,
      expectedVersion: version,
    });
  }
}

async function named<T>(product_id: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violates(error, 'uq_supplier_products')) throw new SupplierProductTaken(product_id);
    if (violates(error, 'uq_supplier_products_preferred')) throw new PreferredSupplierChanged();
    if (violates(error, 'fk_supplier_products_product')) {
      throw new InvalidField('product_id', 'PRODUCT_NOT_FOUND', `No product ${product_id}.`);
    }
    throw error;
  }
}
