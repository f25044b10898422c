import { Injectable } from '@nestjs/common';
import { CatalogQueries } from '../../catalog/index.js';
import type { Queryable } from '../../common/database/statement.js';
import {
  resolveStockLines,
  type LineFields,
  type ResolvedStockLine,
  type StockLineInput,
} from '../domain/resolve-stock-lines.js';

/** Finds the products of lines, and what their quantities are in base units. */
@Injectable()
export class StockLineResolver {
  constructor(private readonly catalog: CatalogQueries) {}

  /** One statement, however many lines. Throws what `resolveStockLines` throws. */
  async resolve<Input extends StockLineInput>(
    db: Queryable,
    inputs: readonly Input[],
    fields?: LineFields,
  ): Promise<ResolvedStockLine<Input>[]> {
    const product_ids = inputs.flatMap(({ product_id }) => product_id?.toLowerCase() ?? []);
    const codes = inputs.flatMap(({ code }) => code ?? []);
    const found = await this.catalog.sellable(db, {
      product_ids: [...new Set(product_ids)],
      codes: [...new Set(codes)],
    });
    return resolveStockLines(inputs, found, fields);
  }
}
