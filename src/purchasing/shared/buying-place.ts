import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField, ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { LocationDirectory, type StockPlace } from '../../locations/index.js';
import { SupplierQueries, type PurchaseSupplier } from '../../partners/index.js';

/** From whom and for which place something is bought. */
export interface BuyingParties {
  place: StockPlace;
  supplier: PurchaseSupplier;
}

const LOCK_SUPPLIER = `SELECT pg_advisory_xact_lock(hashtextextended('purchasing.credit ' || $1::text, 0))::text`;

// What was ordered and is still to come, at the prices of its lines.
const OPEN_ORDERS = `
  SELECT coalesce(sum(l.total_amount * greatest(l.quantity - (l.received_quantity - l.rejected_quantity), 0)
    / l.quantity), 0) AS amount
  FROM documents d JOIN document_headers h ON h.id = d.id JOIN purchase_order_lines l ON l.document_id = d.id
  WHERE d.type = 'purchase_order' AND d.partner_id = $1::uuid AND d.id <> $2::uuid AND d.currency = $3
    AND h.status_meaning IN ('draft', 'submitted', 'approved', 'sent', 'confirmed', 'in_progress', 'partial')`;

/** Why nothing may be bought from a supplier, if so. */
export function supplierFaults(supplier: PurchaseSupplier | undefined, id: string): FieldError[] {
  const fault = (code: string, message: string): FieldError => ({ field: 'supplier_id', code, message });
  if (supplier === undefined) return [fault('SUPPLIER_NOT_FOUND', `There is no supplier ${id}.`)];
  if (!supplier.is_active)
    return [fault('SUPPLIER_INACTIVE', `${supplier.name} is not a supplier any more.`)];
  return supplier.delivery_blocked
    ? [fault('SUPPLIER_BLOCKED', `Nothing may be ordered or received from ${supplier.name}.`)]
    : [];
}

/** The wrong fields that an error names; throws it on when it is of another kind. */
export function faultsOf(error: unknown): readonly FieldError[] {
  if (error instanceof ValidationFailed || error instanceof InvalidField) return error.errors;
  throw error;
}

/** Finds the place and the supplier of a purchase. */
@Injectable()
export class BuyingPlace {
  constructor(
    private readonly locations: LocationDirectory,
    private readonly suppliers: SupplierQueries,
  ) {}

  /** The place, the default one without an id; faults instead of it when there is none. One statement. */
  async place(
    db: Queryable,
    location_id?: string | null,
  ): Promise<{ place?: StockPlace; faults: readonly FieldError[] }> {
    try {
      return { place: await this.locations.location(db, location_id ?? undefined), faults: [] };
    } catch (error) {
      return { faults: faultsOf(error) };
    }
  }

  supplier(db: Queryable, supplier_id: string): Promise<PurchaseSupplier | undefined> {
    return this.suppliers.supplierForPurchase(db, supplier_id);
  }

  /**
   * Whether an order of `total` fits what we may owe the supplier, beside their other open orders; a limit of 0 means
   * that we pay at once, and then nothing is owed. Lock: one per supplier with a limit, until commit.
   */
  async creditFaults(
    tx: Tx,
    { supplier, order_id, currency }: { supplier: PurchaseSupplier; order_id: string; currency: string },
    total: Decimal,
  ): Promise<FieldError[]> {
    const limit = supplier.credit_limit;
    if (limit === null || limit.isZero()) return [];
    await query(tx, LOCK_SUPPLIER, [supplier.id]);
    const [row] = await query<{ amount: string }>(tx, OPEN_ORDERS, [supplier.id, order_id, currency]);
    const owed = new Decimal(row!.amount).plus(total);
    if (owed.lte(limit)) return [];
    const message = `With this order ${owed.toFixed(2)} ${currency} would be open with ${supplier.name}; ${limit.toFixed(2)} are agreed.`;
    return [{ field: 'supplier_id', code: 'CREDIT_LIMIT_EXCEEDED', message }];
  }
}
