import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../common/database/statement.js';
import { Decimal } from '../common/money/decimal.js';
import { scannedAmount } from './domain/scanned-amount.js';
import { CODE_MATCHES } from './products/product.sql.js';
import { readScannedCodes, type ScannedCodes } from './products/scanned-codes.js';
import type { ScannedProduct, SellableProduct, StockableProduct } from './sellable-product.js';
import { asSellable, asStockable, type SellableRow, type StockableRow } from './sellable.rows.js';
import { SELLABLE_BY_CODE, SELLABLE_BY_ID, SELLABLE_BY_ID_AND_CODE, STOCKABLE } from './sellable.sql.js';

export interface SellableProducts {
  byId: Map<string, SellableProduct>;
  byCode: Map<string, ScannedProduct>;
}

/** What a cart asks for. */
export interface WantedProducts {
  product_ids: string[];
  codes: string[];
  /** Where it is sold: the place's own taxes replace the general ones. Left out, the general ones hold. */
  location_id?: string;
}

const ONE = new Decimal(1);

/** What other contexts may read of the catalogue. */
@Injectable()
export class CatalogQueries {
  /**
   * Everything a cart needs, in one statement without locks, however many lines: packs, taxes and the parts of
   * bundles included. A code is a barcode (of the product or of a pack), else a scale's label (weight or price
   * inside), else a PLU, else a SKU. Ids and codes nobody has are simply absent, and so is the barcode of a pack out
   * of use; blocked and archived products are there: ask `saleRefusal`.
   */
  async sellable(db: Queryable, wanted: WantedProducts): Promise<SellableProducts> {
    const scanned = readScannedCodes(wanted.codes);
    const found: SellableProducts = { byId: new Map(), byCode: new Map() };
    for (const row of await this.rows(db, wanted, scanned)) {
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

  private async rows(
    db: Queryable,
    { product_ids, codes, location_id }: WantedProducts,
    { params }: ScannedCodes,
  ): Promise<SellableRow[]> {
    const place = location_id ?? null;
    if (codes.length === 0) {
      return product_ids.length === 0 ? [] : query(db, SELLABLE_BY_ID, [place, product_ids]);
    }
    if (product_ids.length === 0) return query(db, SELLABLE_BY_CODE, [place, ...params]);
    return query(db, SELLABLE_BY_ID_AND_CODE, [place, product_ids, ...params]);
  }

  private addScanned(
    found: SellableProducts,
    row: SellableRow,
    code: string,
    { embedded }: ScannedCodes,
  ): void {
    const product = asSellable(row);
    const packaging = product.packagings.find(({ id }) => id === row.packaging_id) ?? null;
    const label = CODE_MATCHES[row.match_rank] === 'embedded' ? embedded.get(code) : undefined;
    if (label === undefined) {
      found.byCode.set(code, { product, packaging, quantity: packaging === null ? null : ONE, price: null });
      return;
    }
    const measured = { ...row, price: product.price, unit_base_factor: new Decimal(row.unit_base_factor) };
    const amount = scannedAmount(label, measured);
    if (amount !== undefined) found.byCode.set(code, { product, packaging, ...amount });
  }
}
