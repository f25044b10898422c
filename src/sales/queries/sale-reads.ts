import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal, sum } from '../../common/money/decimal.js';
import { CatalogQueries } from '../../catalog/index.js';
import { LocationDirectory, type SellingPlace } from '../../locations/index.js';
import type { EarningLine } from '../../loyalty/index.js';
import { PartnerQueries } from '../../partners/index.js';
import type { AccountTerms } from '../../payments/index.js';
import { earningLines } from '../domain/earning-lines.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import { accountTerms } from '../posting/payable-sale.js';
import type { LineReturned } from '../domain/return-lines.js';
import type { LineTaxJson } from './sale-columns.js';
import { SaleStore } from './sale-store.js';

const RETURNED = `
  SELECT ri.sale_item_id, sum(ri.quantity) AS quantity, sum(ri.net_amount) AS net_amount, sum(ri.tax_amount) AS tax_amount,
    jsonb_agg(ri.taxes) AS taxes
  FROM sale_return_items ri JOIN sale_items i ON i.id = ri.sale_item_id
  WHERE i.sale_id = $1 GROUP BY ri.sale_item_id`;

interface ReturnedRow {
  sale_item_id: string;
  quantity: string;
  net_amount: string;
  tax_amount: string;
  /** Of each return. */
  taxes: LineTaxJson[][];
}

/** What came back of each tax, in their order. */
function totals(returns: readonly LineTaxJson[][]): Decimal[] {
  const most = Math.max(0, ...returns.map((taxes) => taxes.length));
  return Array.from({ length: most }, (_, index) =>
    sum(returns.map((taxes) => new Decimal(taxes[index]?.amount ?? 0))),
  );
}

/** What later steps of a sale need to know of it. */
@Injectable()
export class SaleReads {
  constructor(
    readonly store: SaleStore,
    private readonly locations: LocationDirectory,
    private readonly partners: PartnerQueries,
    private readonly catalog: CatalogQueries,
  ) {}

  /** Quantity and amounts returned before, by sale line. */
  async returnedSoFar(db: Queryable, saleId: string): Promise<Map<string, LineReturned>> {
    const rows = await query<ReturnedRow>(db, RETURNED, [saleId]);
    return new Map(
      rows.map((row) => [
        row.sale_item_id,
        {
          quantity: new Decimal(row.quantity),
          net_amount: new Decimal(row.net_amount),
          tax_amount: new Decimal(row.tax_amount),
          taxes: totals(row.taxes),
        },
      ]),
    );
  }

  /** The place of a sale that was made earlier. */
  place(db: Queryable, sale: { location_id: string; register_id: string }): Promise<SellingPlace> {
    return this.locations.context(db, { location_id: sale.location_id, register_id: sale.register_id });
  }

  /** On what terms the customer of a sale buys now; undefined for an anonymous one. */
  async account(
    db: Queryable,
    { customer_id }: { customer_id: string | null },
  ): Promise<AccountTerms | undefined> {
    const customer = customer_id === null ? undefined : await this.partners.customerForSale(db, customer_id);
    return customer && accountTerms(customer);
  }

  /** What a sale earns points on. One statement; none for an anonymous one, which earns nothing. */
  async earning(
    db: Queryable,
    { customer_id }: { customer_id: string | null },
    items: readonly SaleItem[],
  ): Promise<EarningLine[]> {
    if (customer_id === null) return [];
    const product_ids = [...new Set(items.map(({ product_id }) => product_id))];
    const { byId } = await this.catalog.sellable(db, { product_ids, codes: [] });
    return earningLines(items, byId);
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
