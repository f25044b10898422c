import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { packConversions, type CountingUnit } from '../domain/pack-conversions.js';
import { ConversionsResponse } from './dto/conversions.response.js';
import { PackagingResponse } from './dto/packaging.response.js';
import { PACKAGINGS, type PackagingRow } from './packaging.sql.js';

const OF_PRODUCT = `${PACKAGINGS} WHERE k.product_id = $1::uuid ORDER BY k.factor, k.id`;
const BY_ID = `${PACKAGINGS} WHERE k.product_id = $1::uuid AND k.id = $2::uuid`;
// The product's own unit first, then its packs in use by size.
const UNITS = `
  SELECT u.code AS unit, 1::numeric AS factor, u.kind, true AS is_base
  FROM products p JOIN units u ON u.id = p.unit_id WHERE p.id = $1::uuid
  UNION ALL
  SELECT u.code, k.factor, u.kind, false FROM product_packagings k JOIN units u ON u.id = k.unit_id
  WHERE k.product_id = $1::uuid AND k.is_active
  ORDER BY is_base DESC, factor, unit`;
const KNOWN = `SELECT 1 FROM products WHERE id = $1::uuid`;

/** Reads the packs of products. */
@Injectable()
export class PackagingsService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Smallest first, those out of use included. Throws PRODUCT_NOT_FOUND. */
  async list(productId: string): Promise<PackagingResponse[]> {
    const rows = await query<PackagingRow>(this.dataSource, OF_PRODUCT, [productId]);
    if (rows.length === 0 && (await query(this.dataSource, KNOWN, [productId])).length === 0) {
      throw new NotFound('product', productId);
    }
    return rows.map((row) => PackagingResponse.from(row));
  }

  /** Throws PACKAGING_NOT_FOUND, also for another product's. */
  async get(productId: string, id: string, db: Queryable = this.dataSource): Promise<PackagingResponse> {
    const [row] = await query<PackagingRow>(db, BY_ID, [productId, id]);
    if (row === undefined) throw new NotFound('packaging', id);
    return PackagingResponse.from(row);
  }

  /** How the product's units relate to each other. Throws PRODUCT_NOT_FOUND. */
  async conversions(productId: string): Promise<ConversionsResponse> {
    interface Row {
      unit: string;
      factor: string;
      kind: string;
    }
    const rows = await query<Row>(this.dataSource, UNITS, [productId]);
    if (rows[0] === undefined) throw new NotFound('product', productId);
    const units: CountingUnit[] = rows.map(({ unit, factor }) => ({ unit, factor: new Decimal(factor) }));
    return ConversionsResponse.from(units, packConversions(units, rows[0].kind === 'piece'));
  }
}
