import { Injectable, StreamableFile } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import type { CachedAnswer } from '../../common/http/cached-answer.js';
import { readBarcode } from '../domain/barcode.js';
import { printedBarcode, printedSku, type PrintedCode } from '../domain/printed-code.js';
import { drawBarcode, drawingTag, type BarcodeFormat } from './barcode-drawing.js';
import { NotPrintable } from './barcode-image.errors.js';
import type { DrawBarcodeQuery } from './dto/draw-barcode.query.js';

interface CodesRow {
  sku: string;
  /** The product's own first, the main one before all; packs' after them. Null when there are none. */
  codes: string[] | null;
}

const CODES = `
  SELECT p.sku, (SELECT array_agg(b.code ORDER BY b.is_primary DESC, b.packaging_id NULLS FIRST, b.id)
    FROM product_barcodes b WHERE b.product_id = p.id) AS codes
  FROM products p WHERE p.id = $1::uuid`;

const CONTENT_TYPES: Readonly<Record<BarcodeFormat, string>> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
};

/** Draws the codes of products, for labels. */
@Injectable()
export class BarcodeImages {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Throws PRODUCT_NOT_FOUND, BARCODE_NOT_FOUND and NOT_PRINTABLE. */
  async find(productId: string, wanted: DrawBarcodeQuery, format: BarcodeFormat): Promise<CachedAnswer> {
    const [row] = await query<CodesRow>(this.dataSource, CODES, [productId]);
    if (row === undefined) throw new NotFound('product', productId);
    const code = printedCode(row, wanted.code);
    return {
      tag: drawingTag(code, wanted, format),
      content_type: CONTENT_TYPES[format],
      cache_control: 'private, no-cache',
      open: async () => new StreamableFile(await drawBarcode(code, wanted, format)),
    };
  }
}

function printedCode({ sku, codes }: CodesRow, wanted: string | undefined): PrintedCode {
  const own = wanted ?? codes?.[0] ?? sku;
  const { gtin } = readBarcode(own);
  const code = codes?.find((each) => readBarcode(each).gtin === gtin);
  if (code !== undefined) return printedBarcode(readBarcode(code));
  if (own.toLowerCase() !== sku.toLowerCase()) throw new NotFound('barcode', own);
  const printed = printedSku(sku);
  if (printed === undefined) throw new NotPrintable(sku);
  return printed;
}
