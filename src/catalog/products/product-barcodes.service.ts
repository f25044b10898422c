import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../../common/auth/caller.js';
import { query, type Queryable } from '../../common/database/statement.js';
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import { readBarcode } from '../domain/barcode.js';
import { distinctBarcodes, MAX_BARCODES } from '../domain/barcode-set.js';
import { replaceBarcodes } from './barcode-store.js';
import { BarcodeResponse } from './dto/barcode.response.js';
import type { SaveBarcodeDto } from './dto/save-barcode.dto.js';
import { ProductChanges } from './product-changes.js';
import { ProductReads } from './product-reads.js';
import type { ProductBarcodeRow } from './product.sql.js';

const LIST = `
  SELECT id, code, kind, is_primary, created_at FROM product_barcodes
  WHERE product_id = $1::uuid AND packaging_id IS NULL ORDER BY is_primary DESC, id`;

/** The barcodes of one product, without those of its packs. Each change is a change of the product: it raises its version and is audited. */
@Injectable()
export class ProductBarcodes {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly reads: ProductReads,
    private readonly changes: ProductChanges,
  ) {}

  /** The primary one first. */
  async list(productId: string): Promise<BarcodeResponse[]> {
    const rows = await this.rows(this.dataSource, productId);
    if (rows.length === 0) await this.reads.byId(this.dataSource, productId);
    return rows.map((row) => BarcodeResponse.from(row));
  }

  /** Adding a code the product has already only decides whether it is the primary. Throws BARCODE_TAKEN. */
  async add(caller: Caller, productId: string, input: SaveBarcodeDto): Promise<BarcodeResponse> {
    const added = readBarcode(input.code);
    await this.change(caller, productId, (codes) =>
      input.is_primary === true ? [input.code, ...codes] : [...codes, input.code],
    );
    const rows = await this.rows(this.dataSource, productId);
    const row = rows.find(({ code }) => readBarcode(code).gtin === added.gtin);
    if (row === undefined) throw new NotFound('barcode', input.code);
    return BarcodeResponse.from(row);
  }

  async makePrimary(caller: Caller, productId: string, id: string): Promise<BarcodeResponse[]> {
    await this.change(caller, productId, (codes, rows) => [codeOf(rows, id), ...codes]);
    return this.list(productId);
  }

  /** When the primary one goes, the next oldest takes its place. */
  async remove(caller: Caller, productId: string, id: string): Promise<void> {
    await this.change(caller, productId, (codes, rows) => {
      const removed = codeOf(rows, id);
      return codes.filter((code) => code !== removed);
    });
  }

  private async change(
    caller: Caller,
    productId: string,
    plan: (codes: string[], rows: ProductBarcodeRow[]) => string[],
  ): Promise<void> {
    await this.changes.edit(caller, { id: productId }, async (tx) => {
      const rows = await this.rows(tx, productId);
      const codes = plan(
        rows.map(({ code }) => code),
        rows,
      );
      const barcodes = distinctBarcodes(codes);
      if (barcodes.length > MAX_BARCODES) {
        throw new InvalidField('code', 'TOO_MANY_BARCODES', `a product has at most ${MAX_BARCODES} barcodes`);
      }
      await replaceBarcodes(tx, productId, barcodes);
    });
  }

  private rows(db: Queryable, productId: string): Promise<ProductBarcodeRow[]> {
    return query<ProductBarcodeRow>(db, LIST, [productId]);
  }
}

function codeOf(rows: readonly ProductBarcodeRow[], id: string): string {
  const row = rows.find((each) => each.id === id);
  if (row === undefined) throw new NotFound('barcode', id);
  return row.code;
}
