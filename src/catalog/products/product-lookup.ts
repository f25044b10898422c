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
import { LookupResponse, type LookupMatch } from './dto/lookup.response.js';
import { ProductResponse } from './dto/product.response.js';
import { CODE_MATCHES, codeHits, LOOKUPS, OWN_COLUMNS, type ProductRow } from './product.sql.js';
import { readScannedCodes } from './scanned-codes.js';

const FIND = `
  WITH ${codeHits(1)}
  SELECT page.*, ${LOOKUPS.select}, u.kind AS unit_kind, u.decimal_places AS unit_decimals,
    u.base_factor AS unit_base_factor
  FROM (SELECT ${OWN_COLUMNS}, hit.match_rank FROM hit JOIN products p ON p.id = hit.product_id) AS page
  ${LOOKUPS.joins}`;

interface FoundRow extends ProductRow {
  match_rank: number;
  unit_kind: string;
  unit_decimals: number;
  unit_base_factor: string;
}

const PRICE_DECIMALS = 4;
/** CODE_MATCHES by rank, where no label is involved. */
const PLAIN_MATCHES: readonly (LookupMatch | undefined)[] = CODE_MATCHES.map((match) =>
  match === 'embedded' ? undefined : match,
);

/** What the row's code says; undefined when a label cannot be this product's. */
function amountOf(row: FoundRow, label: EmbeddedCode | undefined): ScannedAmount | undefined {
  if (label === undefined) return { quantity: null, price: null };
  const measured = { price: new Decimal(row.price), unit_base_factor: new Decimal(row.unit_base_factor) };
  return scannedAmount(label, { ...row, ...measured });
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

    const quantity = amount.quantity ?? new Decimal(1);
    const unitPrice = amount.price ?? new Decimal(row.price);
    const total = label?.meaning === 'price' ? label.value : quantity.times(unitPrice);
    return {
      code,
      match: label?.meaning ?? PLAIN_MATCHES[row.match_rank] ?? 'sku',
      product: ProductResponse.from(row, can(caller.actor, 'costs:read')),
      quantity: quantity.toNumber(),
      unit_price: unitPrice.toNumber(),
      price: roundTo(total, PRICE_DECIMALS, 'half_up').toNumber(),
    };
  }
}
