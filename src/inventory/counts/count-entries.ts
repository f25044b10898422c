import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Clock } from '../../common/time/clock.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { LocationDirectory } from '../../locations/index.js';
import { BatchLookup, type FoundBatch } from '../batches/batch-lookup.js';
import { entryFaults, tracksBatches } from '../domain/count-entries.js';
import type { ResolvedStockLine } from '../domain/resolve-stock-lines.js';
import { StockLineResolver } from '../lines/stock-line-resolver.js';
import { STOCK_COUNT } from './count-reads.js';
import type { CountEntriesDto, CountEntryDto } from './dto/count.dto.js';
import { CountEntryResponse } from './dto/count.response.js';
import { StockCountEntry } from './stock-count-entry.entity.js';

type Entry = ResolvedStockLine<CountEntryDto & { quantity: number }>;

const IN_SCOPE = `
  SELECT wanted.product_id FROM unnest($2::uuid[]) AS wanted(product_id)
  WHERE (SELECT scope FROM stock_counts WHERE id = $1::uuid) = 'full'
    OR EXISTS (SELECT FROM stock_count_products s WHERE s.count_id = $1::uuid AND s.product_id = wanted.product_id)`;

const FIELDS = { list: 'entries', quantity: 'counted_quantity' };

/** Writes down what people count. Several may count at once; what each of them counted stays. */
@Injectable()
export class CountEntries {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly locations: LocationDirectory,
    private readonly lines: StockLineResolver,
    private readonly batches: BatchLookup,
    private readonly clock: Clock,
  ) {}

  /** Throws DocumentNotEditable once the count is under review, what StockLineResolver throws, and what entryFaults names. */
  add(write: WriteRequest, id: string, dto: CountEntriesDto): Promise<WriteOutcome<CountEntryResponse[]>> {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, STOCK_COUNT);
      this.workflow.assertEditable(document, write);
      const inputs = dto.entries.map((entry) => ({ ...entry, quantity: entry.counted_quantity }));
      const entries = await this.lines.resolve(tx, inputs, FIELDS);
      const found = await this.check(tx, document, entries);
      const rows = entries.map((entry, index) => this.rowOf(entry, id, write.actor.id, found[index]!));
      await tx.insert(StockCountEntry, rows);
      return rows.map((row, index) => this.responseOf(row, entries[index]!));
    });
  }

  private async check(tx: Tx, document: DocumentHeader, entries: readonly Entry[]): Promise<FoundBatch[][]> {
    const { batch_tracking_mode } = await this.locations.location(tx, document.location_id!);
    const product_ids = entries.map(({ product }) => product.id);
    const rows = await query<{ product_id: string }>(tx, IN_SCOPE, [document.id, product_ids]);
    const inScope = new Set(rows.map(({ product_id }) => product_id));
    const named = entries.map(({ product, input }) => ({
      product_id: product.id,
      batch_number: input.batch_number,
      expiry_date: input.expiry_date,
    }));
    const found = await this.batches.candidates(tx, named);
    const now = this.clock.now();
    const errors = entries.flatMap(({ product, input, quantity }, index) =>
      entryFaults(
        {
          ...input,
          product,
          now,
          counted_at: input.counted_at ? new Date(input.counted_at) : now,
          tracks_batches: tracksBatches(batch_tracking_mode, product),
          is_in_scope: inScope.has(product.id),
          counts_something: !quantity.isZero(),
          batches: found[index]!.length,
        },
        `entries.${index}`,
      ),
    );
    if (errors.length > 0) throw new ValidationFailed(errors);
    return found;
  }

  private rowOf(
    { product, input, quantity }: Entry,
    count_id: string,
    counted_by: string,
    [batch]: FoundBatch[],
  ): Omit<StockCountEntry, 'created_at'> {
    return {
      id: newId(),
      count_id,
      product_id: product.id,
      counted_quantity: quantity,
      batch_number: input.batch_number ?? null,
      expiry_date: batch === undefined ? (input.expiry_date ?? null) : batch.expiry_date,
      // None found is a statement too.
      serial_numbers: product.track_serials ? [...(input.serial_numbers ?? [])] : null,
      area: input.area?.trim() ?? '',
      counted_at: input.counted_at ? new Date(input.counted_at) : this.clock.now(),
      counted_by,
    };
  }

  private responseOf(row: Omit<StockCountEntry, 'created_at'>, { product }: Entry): CountEntryResponse {
    const { sku, name } = product;
    const { count_id: _, counted_quantity, ...rest } = row;
    return CountEntryResponse.from({
      ...rest,
      sku,
      name,
      counted_quantity: counted_quantity.toFixed(),
      is_current: true,
      created_at: this.clock.now(),
    });
  }
}
