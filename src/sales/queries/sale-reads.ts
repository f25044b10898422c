import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';
import { LocationDirectory, type SellingPlace } from '../../locations/index.js';
import type { ReturnedSoFar } from '../../pricing/index.js';
import { SaleStore } from './sale-store.js';

const RETURNED = `
  SELECT ri.sale_item_id, sum(ri.quantity) AS quantity, sum(ri.net_amount) AS net_amount, sum(ri.tax_amount) AS tax_amount
  FROM sale_return_items ri JOIN sale_items i ON i.id = ri.sale_item_id
  WHERE i.sale_id = $1 GROUP BY ri.sale_item_id`;

interface ReturnedRow {
  sale_item_id: string;
  quantity: string;
  net_amount: string;
  tax_amount: string;
}

/** What a return needs to know of the sale it takes back. */
@Injectable()
export class SaleReads {
  constructor(
    readonly store: SaleStore,
    private readonly locations: LocationDirectory,
  ) {}

  /** Quantity and amounts returned before, by sale line. */
  async returnedSoFar(db: Queryable, saleId: string): Promise<Map<string, ReturnedSoFar>> {
    const rows = await query<ReturnedRow>(db, RETURNED, [saleId]);
    return new Map(
      rows.map((row) => [
        row.sale_item_id,
        {
          quantity: new Decimal(row.quantity),
          net_amount: new Decimal(row.net_amount),
          tax_amount: new Decimal(row.tax_amount),
        },
      ]),
    );
  }

  /** Where goods come back: at the register named, else where they were sold. */
  returnPlace(
    db: Queryable,
    sale: { location_id: string; register_id: string },
    registerId: string | undefined,
  ): Promise<SellingPlace> {
    return this.locations.context(
      db,
      registerId === undefined
        ? { location_id: sale.location_id, register_id: sale.register_id }
        : { register_id: registerId },
    );
  }
}
