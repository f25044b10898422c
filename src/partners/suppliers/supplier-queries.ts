import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';

/** A supplier as somebody who buys sees them. */
export interface PurchaseSupplier {
  id: string;
  code: string;
  name: string;
  vat_number: string | null;
  email: string | null;
  address: string | null;
  city: string | null;
  /** Days from a delivery until it is due. */
  payment_days: number;
  /** The most that we may owe them; null when none is agreed, 0 when we pay at once. */
  credit_limit: Decimal | null;
  /** How much more than ordered they may deliver; null leaves it to the setting. */
  over_delivery_percent: Decimal | null;
  is_internal: boolean;
  /** Nothing may be ordered or received from them. */
  delivery_blocked: boolean;
  is_active: boolean;
}

/** A product as a supplier offers it. */
export interface SupplierOffer {
  product_id: string;
  supplier_code: string | null;
  supplier_name: string | null;
  /** Of one pack; null when it is not known. */
  cost: Decimal | null;
  /** Null when it is that of the location that orders. */
  currency: string | null;
  /** Base units in one pack. */
  pack_factor: Decimal;
  pack_unit: string | null;
  /** In packs; null when there is no minimum. */
  minimum_order_quantity: Decimal | null;
  lead_time_days: number | null;
  is_preferred: boolean;
}

const SUPPLIER_FOR_PURCHASE = `
  SELECT id, code, name, vat_number, email, address, city, payment_days, credit_limit, over_delivery_percent, is_internal, delivery_blocked, is_active
  FROM suppliers WHERE id = $1::uuid`;

const OFFERS = `
  SELECT product_id, supplier_code, supplier_name, cost, currency, pack_factor, pack_unit, minimum_order_quantity,
         lead_time_days, is_preferred
  FROM supplier_products WHERE supplier_id = $1::uuid AND product_id = ANY($2::uuid[]) AND is_active`;

type PurchaseSupplierRow = Omit<PurchaseSupplier, 'credit_limit' | 'over_delivery_percent'> & {
  credit_limit: string | null;
  over_delivery_percent: string | null;
};

type Numbers = 'cost' | 'pack_factor' | 'minimum_order_quantity';
type OfferRow = Omit<SupplierOffer, Numbers> & {
  cost: string | null;
  pack_factor: string;
  minimum_order_quantity: string | null;
};

function decimalOrNull(value: string | null): Decimal | null {
  return value === null ? null : new Decimal(value);
}

function offerOf(row: OfferRow): SupplierOffer {
  return {
    ...row,
    cost: decimalOrNull(row.cost),
    pack_factor: new Decimal(row.pack_factor),
    minimum_order_quantity: decimalOrNull(row.minimum_order_quantity),
  };
}

/** Reads suppliers for other contexts. */
@Injectable()
export class SupplierQueries {
  /**
   * The supplier of a purchase, also one who is inactive or blocked: the caller decides what that means. Undefined
   * when there is none. One statement by primary key, no lock.
   */
  async supplierForPurchase(db: Queryable, supplier_id: string): Promise<PurchaseSupplier | undefined> {
    const [row] = await query<PurchaseSupplierRow | undefined>(db, SUPPLIER_FOR_PURCHASE, [supplier_id]);
    if (row === undefined) return undefined;
    const { credit_limit, over_delivery_percent } = row;
    return {
      ...row,
      credit_limit: decimalOrNull(credit_limit),
      over_delivery_percent: decimalOrNull(over_delivery_percent),
    };
  }

  /** What the supplier offers of these products, by product; what they do not offer is absent. One statement, no lock. */
  async productsOf(
    db: Queryable,
    supplier_id: string,
    product_ids: readonly string[],
  ): Promise<Map<string, SupplierOffer>> {
    const rows = await query<OfferRow>(db, OFFERS, [supplier_id, product_ids]);
    return new Map(rows.map((row) => [row.product_id, offerOf(row)]));
  }
}
