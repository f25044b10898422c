import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../common/database/statement.js';
import { Decimal } from '../common/money/decimal.js';
import { scannedAmount } from './domain/scanned-amount.js';
import { CODE_MATCHES, codeHits } from './products/product.sql.js';
import { readScannedCodes, type ScannedCodes } from './products/scanned-codes.js';
import {
  asSellable,
  asStockable,
  type ScannedProduct,
  type SellableProduct,
  type SellableRow,
  type StockableProduct,
  type StockableRow,
} from './sellable-product.js';

export interface SellableProducts {
  byId: Map<string, SellableProduct>;
  byCode: Map<string, ScannedProduct>;
}

const COLUMNS = `
  p.id, p.sku, p.name, p.price, p.cost_price, u.code AS unit_code, u.decimal_places AS unit_decimals,
  u.kind AS unit_kind, u.base_factor AS unit_base_factor, p.tax_group_id, t.code AS tax_code, t.rate AS tax_rate,
  t.prices_include_tax, p.category_id, p.brand_id, p.discount_id, p.lifecycle_status, p.sales_blocked, p.is_stocked,
  p.min_stock_level`;
const JOINS = `JOIN units u ON u.id = p.unit_id LEFT JOIN tax_groups t ON t.id = p.tax_group_id`;

const BY_ID = `
  SELECT ${COLUMNS}, NULL AS code, 0 AS match_rank FROM products p ${JOINS} WHERE p.id = ANY($1::uuid[])`;
const BY_CODE = `
  SELECT ${COLUMNS}, hit.code, hit.match_rank FROM hit JOIN products p ON p.id = hit.product_id ${JOINS}`;
const BY_CODE_ONLY = `WITH ${codeHits(1)} ${BY_CODE}`;
const BY_ID_AND_CODE = `WITH ${codeHits(2)} ${BY_ID} UNION ALL ${BY_CODE}`;

const STOCKABLE = `
  SELECT p.id, p.sku, p.name, u.decimal_places AS unit_decimals, p.min_stock_level, p.cost_price, p.is_stocked,
    p.purchase_blocked, p.lifecycle_status
  FROM products p JOIN units u ON u.id = p.unit_id WHERE p.id = ANY($1::uuid[])`;

/** What other contexts may read of the catalogue. */
@Injectable()
export class CatalogQueries {
  /**
   * Everything a cart needs, in one statement without locks, however many lines. A code is a barcode, else a scale's
   * label (weight or price inside), else a PLU, else a SKU. Ids and codes nobody has are simply absent; blocked and
   * archived products are there: ask `saleRefusal`.
   */
  async sellable(
    db: Queryable,
    wanted: { product_ids: string[]; codes: string[] },
  ): Promise<SellableProducts> {
    const scanned = readScannedCodes(wanted.codes);
    const found: SellableProducts = { byId: new Map(), byCode: new Map() };
    for (const row of await this.rows(db, wanted.product_ids, scanned)) {
      if (row.code === null) found.byId.set(row.id, asSellable(row));
      else this.addScanned(found, row, row.code, scanned);
    }
    return found;
  }

  /** Products by id in one statement, without locks; unknown ids are absent. */
  async stockable(db: Queryable, product_ids: string[]): Promise<Map<string, StockableProduct>> {
    const rows = await query<StockableRow>(db, STOCKABLE, [product_ids]);
    return new Map(rows.map((row) => [row.id, asStockable(row)]));
  }

  private async rows(db: Queryable, ids: string[], { params }: ScannedCodes): Promise<SellableRow[]> {
    if (params[0].length === 0) return ids.length === 0 ? [] : query(db, BY_ID, [ids]);
    return ids.length === 0 ? query(db, BY_CODE_ONLY, params) : query(db, BY_ID_AND_CODE, [ids, ...params]);
  }

  private addScanned(
    found: SellableProducts,
    row: SellableRow,
    code: string,
    { embedded }: ScannedCodes,
  ): void {
    const product = asSellable(row);
    const label = CODE_MATCHES[row.match_rank] === 'embedded' ? embedded.get(code) : undefined;
    if (label === undefined) {
      found.byCode.set(code, { product, quantity: null, price: null });
      return;
    }
    const measured = { ...row, price: product.price, unit_base_factor: new Decimal(row.unit_base_factor) };
    const amount = scannedAmount(label, measured);
    if (amount !== undefined) found.byCode.set(code, { product, ...amount });
  }
}
