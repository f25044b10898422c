import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';
import { roundTo } from '../../common/money/rounding.js';
import { CodeNotFound } from '../catalog.errors.js';
import type { EmbeddedCode } from '../domain/embedded-code.js';
import { scannedAmount, type ScannedAmount } from '../domain/scanned-amount.js';
import { LookupResponse, type LookupMatch, type ScannedPack } from './dto/lookup.response.js';
import { ProductResponse } from './dto/product.response.js';
import { CODE_MATCHES, codeHits, LOOKUPS, OWN_COLUMNS, type ProductRow } from './product.sql.js';
import { readScannedCodes } from './scanned-codes.js';

const FIND = `
  WITH ${codeHits(1)}
  SELECT page.*, ${LOOKUPS.select}, u.kind AS unit_kind, u.decimal_places AS unit_decimals,
    u.base_factor AS unit_base_factor, k.factor AS pack_factor, k.allow_sale AS pack_allow_sale, ku.code AS pack_unit,
    ku.name AS pack_unit_name
  FROM (SELECT ${OWN_COLUMNS}, hit.match_rank, hit.packaging_id
        FROM hit JOIN products p ON p.id = hit.product_id) AS page
  ${LOOKUPS.joins} LEFT JOIN product_packagings k ON k.id = page.packaging_id LEFT JOIN units ku ON ku.id = k.unit_id`;

interface FoundRow extends ProductRow {
  match_rank: number;
  unit_kind: string;
  unit_decimals: number;
  unit_base_factor: string;
  packaging_id: string | null;
  pack_factor: string | null;
  pack_allow_sale: boolean;
  pack_unit: string;
  pack_unit_name: string;
}

const PRICE_DECIMALS = 4;
const ONE = new Decimal(1);

function decimalOrNull(text: string | null): Decimal | null {
  return text === null ? null : new Decimal(text);
}

/** What the row's code says of the product; undefined when a label cannot be this product's. */
function amountOf(row: FoundRow, label: EmbeddedCode | undefined): ScannedAmount | undefined {
  if (label === undefined) return { quantity: decimalOrNull(row.pack_factor), price: null };
  const measured = { price: decimalOrNull(row.price), unit_base_factor: new Decimal(row.unit_base_factor) };
  return scannedAmount(label, { ...row, ...measured });
}

function packOf(row: FoundRow): ScannedPack | null {
  if (row.packaging_id === null || row.pack_factor === null) return null;
  return {
    id: row.packaging_id,
    unit: row.pack_unit,
    unit_name: row.pack_unit_name,
    factor: Number(row.pack_factor),
    allow_sale: row.pack_allow_sale,
  };
}

function matchOf(row: FoundRow, label: EmbeddedCode | undefined): LookupMatch {
  if (label !== undefined) return label.meaning;
  if (row.packaging_id !== null) return 'packaging';
  const match = CODE_MATCHES[row.match_rank];
  return match === 'barcode' || match === 'plu' ? match : 'sku';
}

/** Resolves one code for a till's screen. */
@Injectable()
export class ProductLookup {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** One statement. A barcode wins over a scale's label, that over a PLU, that over a SKU. Throws CODE_NOT_FOUND. */
  async find(caller: Caller, code: string): Promise<LookupResponse> {
    const { params, embedded } = readScannedCodes([code]);
    const [row] = await query<FoundRow>(this.dataSource, FIND, params);
    if (row === undefined) throw new CodeNotFound(code);
    const label = CODE_MATCHES[row.match_rank] === 'embedded' ? embedded.get(code) : undefined;
    const amount = amountOf(row, label);
    if (amount === undefined) throw new CodeNotFound(code);

    const quantity = amount.quantity ?? ONE;
    const unitPrice = amount.price ?? decimalOrNull(row.price);
    const total = label?.meaning === 'price' ? label.value : unitPrice?.times(quantity);
    return {
      code,
      match: matchOf(row, label),
      product: ProductResponse.from(row, can(caller.actor, 'costs:read')),
      packaging: packOf(row),
      quantity: quantity.toNumber(),
      unit_price: unitPrice?.toNumber() ?? null,
      price: total === undefined ? null : roundTo(total, PRICE_DECIMALS, 'half_up').toNumber(),
    };
  }
}
