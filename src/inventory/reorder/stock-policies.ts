import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { query, type Queryable } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { sentFields } from '../../common/database/update-versioned.js';
import {
  NotFound,
  StaleVersion,
  ValidationFailed,
  type FieldError,
} from '../../common/errors/domain-error.js';
import { optionalDecimal } from '../../common/money/decimal.js';
import { LocationDirectory } from '../../locations/index.js';
import { StockProducts } from '../use-cases/stock-products.js';
import type { SaveStockPolicyDto } from './dto/stock-policy.dto.js';
import { StockPolicyResponse, type StockPolicyRow } from './dto/stock-policy.response.js';
import { ProductLocationSettings } from './product-location-settings.entity.js';

const OF_PRODUCT = `
  SELECT s.product_id, s.location_id, l.code AS location_code, s.min_stock_level, s.max_stock_level, s.safety_stock,
    s.reorder_quantity, s.lead_time_days, s.version, s.created_at, s.updated_at
  FROM product_location_settings s JOIN locations l ON l.id = s.location_id
  WHERE s.product_id = $1::uuid AND ($2::uuid IS NULL OR s.location_id = $2::uuid) ORDER BY l.code`;

// Of two who set the first policy of a product at a place, the second one changes what the first one made.
const OPEN = `
  INSERT INTO product_location_settings (id, product_id, location_id) VALUES ($1::uuid, $2::uuid, $3::uuid)
  ON CONFLICT ON CONSTRAINT uq_product_location_settings DO NOTHING`;

interface Place {
  product_id: string;
  location_id: string;
  version?: number;
}

type Quantities = 'min_stock_level' | 'max_stock_level' | 'safety_stock' | 'reorder_quantity';
const QUANTITIES: readonly Quantities[] = [
  'min_stock_level',
  'max_stock_level',
  'safety_stock',
  'reorder_quantity',
];

function assertSound(policy: Pick<ProductLocationSettings, Quantities>, unit_decimals: number): void {
  const errors: FieldError[] = QUANTITIES.flatMap((field) =>
    (policy[field]?.decimalPlaces() ?? 0) > unit_decimals
      ? [{ field, code: 'FRACTIONAL_QUANTITY', message: `At most ${unit_decimals} decimals.` }]
      : [],
  );
  const { min_stock_level, max_stock_level } = policy;
  if (min_stock_level && max_stock_level?.lessThan(min_stock_level) === true)
    errors.push({
      field: 'max_stock_level',
      code: 'BELOW_MINIMUM',
      message: 'The maximum is below the minimum.',
    });
  if (errors.length > 0) throw new ValidationFailed(errors);
}

/** Says how much of a product each location should hold. */
@Injectable()
export class StockPolicies {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly products: StockProducts,
    private readonly locations: LocationDirectory,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws NotFound for an unknown product. */
  async list(product_id: string): Promise<StockPolicyResponse[]> {
    await this.products.any(this.dataSource, product_id);
    return this.rows(this.dataSource, product_id);
  }

  /** Throws NotFound, ProductNotStocked, StaleVersion and field errors. Lock: the policy's row. */
  save(caller: Caller, place: Place, dto: SaveStockPolicyDto): Promise<StockPolicyResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const product = await this.products.stocked(tx, place.product_id);
      const { location_id } = await this.locations.location(tx, place.location_id);
      await query(tx, OPEN, [newId(), product.id, location_id]);
      const before = await this.locked(tx, place);
      const patch = sentFields({
        ...dto,
        min_stock_level: optionalDecimal(dto.min_stock_level),
        max_stock_level: optionalDecimal(dto.max_stock_level),
        safety_stock: optionalDecimal(dto.safety_stock),
        reorder_quantity: optionalDecimal(dto.reorder_quantity),
      });
      const after = { ...before, ...patch, version: before.version + 1 };
      assertSound(after, product.unit_decimals);
      await tx.update(ProductLocationSettings, before.id, { ...patch, version: after.version });
      await this.record(tx, caller, 'stock_policy.saved', { product_id: product.id, before, after });
      const [saved] = await this.rows(tx, product.id, location_id);
      return saved!;
    });
  }

  /** The location follows the product again. Throws NotFound and StaleVersion. */
  remove(caller: Caller, place: Place): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      const before = await this.locked(tx, place);
      await tx.delete(ProductLocationSettings, before.id);
      await this.record(tx, caller, 'stock_policy.deleted', { product_id: place.product_id, before });
    });
  }

  private async locked(
    tx: Tx,
    { product_id, location_id, version }: Place,
  ): Promise<ProductLocationSettings> {
    const lock = { mode: 'pessimistic_write' } as const;
    const row = await tx.findOne(ProductLocationSettings, { where: { product_id, location_id }, lock });
    if (row === null) throw new NotFound('stock policy', location_id);
    if (version !== undefined && version !== row.version) throw new StaleVersion(row.version);
    return row;
  }

  private async record(
    tx: Tx,
    caller: Caller,
    action: string,
    { product_id, before, after }: { product_id: string; before: object; after?: object },
  ): Promise<void> {
    await this.audit.record(tx, caller, {
      action,
      subject_type: 'product',
      subject_id: product_id,
      before,
      after,
    });
  }

  private async rows(
    db: Queryable,
    product_id: string,
    location_id?: string,
  ): Promise<StockPolicyResponse[]> {
    const rows = await query<StockPolicyRow>(db, OF_PRODUCT, [product_id, location_id ?? null]);
    return rows.map(StockPolicyResponse.from);
  }
}
