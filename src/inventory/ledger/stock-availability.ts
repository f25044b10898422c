import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';

const AVAILABLE = `SELECT * FROM stock_availability($1::uuid, $2::uuid[], $3::date)`;

/** `available` = `on_hand` − `unsellable` − `expired` − `reserved` (not counting promises of what expired). */
export interface ProductAvailability {
  product_id: string;
  on_hand: Decimal;
  reserved: Decimal;
  /** On quality hold or damaged. */
  unsellable: Decimal;
  /** Sellable, were it not past its best-before date. */
  expired: Decimal;
  /** Below zero where more was sold or promised than is there. */
  available: Decimal;
}

type Row = { [field in keyof ProductAvailability]: string };

/** What can be sold or promised at a place, and why the rest cannot. */
@Injectable()
export class StockAvailability {
  /** By product; every product asked for is there. `business_date` is the day of the place. One statement. */
  async of(
    db: Queryable,
    location_id: string,
    product_ids: readonly string[],
    business_date: string,
  ): Promise<Map<string, ProductAvailability>> {
    if (product_ids.length === 0) return new Map();
    const rows = await query<Row>(db, AVAILABLE, [location_id, product_ids, business_date]);
    return new Map(
      rows.map(({ product_id, on_hand, reserved, unsellable, expired, available }) => [
        product_id,
        {
          product_id,
          on_hand: new Decimal(on_hand),
          reserved: new Decimal(reserved),
          unsellable: new Decimal(unsellable),
          expired: new Decimal(expired),
          available: new Decimal(available),
        },
      ]),
    );
  }
}
