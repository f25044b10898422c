import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../common/database/statement.js';
import { BatchLookup, type NamedBatch } from '../batches/batch-lookup.js';
import type { ResolvedStockLine, StockLineInput } from '../domain/resolve-stock-lines.js';
import { refuseOnPlainFields } from './plain-fields.js';
import { StockLineResolver } from './stock-line-resolver.js';

export interface NamedGoods extends StockLineInput, Omit<NamedBatch, 'product_id'> {}

/** A single line as the body of a request, so that its fields are named without a list around them. */
@Injectable()
export class NamedLine {
  constructor(
    private readonly lines: StockLineResolver,
    private readonly batches: BatchLookup,
  ) {}

  /** Two statements at most. Throws what StockLineResolver and BatchLookup throw, on the plain fields. */
  async resolve<Input extends NamedGoods>(
    db: Queryable,
    input: Input,
  ): Promise<ResolvedStockLine<Input> & { batch_id: string | undefined }> {
    const [line] = await this.lines.resolve(db, [input]).catch(refuseOnPlainFields);
    const { batch_number, expiry_date } = input;
    const named = { product_id: line!.product.id, batch_number, expiry_date };
    const [batch_id] = await this.batches.ids(db, [named]).catch(refuseOnPlainFields);
    return { ...line!, batch_id };
  }
}
