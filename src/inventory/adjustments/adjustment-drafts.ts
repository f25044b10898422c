import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Decimal, optionalDecimal } from '../../common/money/decimal.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { LocationDirectory } from '../../locations/index.js';
import { lineRow } from '../domain/line-rows.js';
import { StockLineResolver } from '../lines/stock-line-resolver.js';
import { AdjustmentReads, STOCK_ADJUSTMENT } from './adjustment-reads.js';
import type { AdjustmentLineDto, CreateAdjustmentDto, UpdateAdjustmentDto } from './dto/adjustment.dto.js';
import type { AdjustmentResponse } from './dto/adjustment.response.js';
import { StockAdjustmentLine } from './stock-adjustment-line.entity.js';

// Found and missing goods alike: what approval limits are held against.
const WORTH = `
  SELECT round(coalesce(sum(abs(l.quantity) * coalesce(l.unit_cost, s.avg_cost, s.last_cost, p.cost_price, 0)), 0), 4) AS worth
  FROM stock_adjustment_lines l JOIN products p ON p.id = l.product_id
    LEFT JOIN stock_levels s ON s.product_id = l.product_id AND s.location_id = $2::uuid
  WHERE l.document_id = $1::uuid`;

function refuseCostOfMissing(lines: readonly AdjustmentLineDto[]): void {
  const errors = lines.flatMap(({ quantity, unit_cost }, index) => {
    if (quantity > 0 || unit_cost === undefined || unit_cost === null) return [];
    const message = 'Missing goods leave at the cost they came in at.';
    return [{ field: `lines.${index}.unit_cost`, code: 'COST_OF_MISSING_GOODS', message }];
  });
  if (errors.length > 0) throw new ValidationFailed(errors);
}

/** Writes adjustments that are not booked. */
@Injectable()
export class AdjustmentDrafts {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly locations: LocationDirectory,
    private readonly lines: StockLineResolver,
    private readonly reads: AdjustmentReads,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws field errors on `location_id` and the lines. */
  create(write: WriteRequest, dto: CreateAdjustmentDto): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.writes.execute(write, async (tx) => {
      const { location_id, currency, time_zone } = await this.locations.location(tx, dto.location_id);
      const opened = await this.workflow.open(tx, write, {
        type: STOCK_ADJUSTMENT,
        location_id,
        currency,
        time_zone,
        external_reference: dto.external_reference ?? undefined,
        notes: dto.notes ?? undefined,
      });
      await this.writeLines(tx, opened.id, dto.lines);
      const total_amount = await this.worth(tx, opened.id, location_id);
      const document = await this.workflow.change(tx, write, opened, { total_amount });
      return this.written(tx, write, document, 'created');
    });
  }

  /** Throws what `create` throws, DocumentNotEditable and StaleVersion. */
  update(
    write: WriteRequest,
    target: { id: string; version?: number },
    dto: UpdateAdjustmentDto,
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.writes.execute(write, async (tx) => {
      const present = await this.workflow.lock(tx, target.id, STOCK_ADJUSTMENT, target.version);
      this.workflow.assertEditable(present, write);
      const place = await this.locations.location(tx, dto.location_id ?? present.location_id!);
      if (dto.lines !== undefined) {
        await tx.delete(StockAdjustmentLine, { document_id: target.id });
        await this.writeLines(tx, target.id, dto.lines);
      }
      const { location_id, currency, time_zone } = place;
      const { external_reference, notes } = dto;
      const total_amount = await this.worth(tx, target.id, location_id);
      const changes = { location_id, currency, time_zone, external_reference, notes, total_amount };
      const document = await this.workflow.change(tx, write, present, changes);
      return this.written(tx, write, document, 'updated');
    });
  }

  private async writeLines(tx: Tx, id: string, lines: readonly AdjustmentLineDto[]): Promise<void> {
    refuseCostOfMissing(lines);
    const resolved = await this.lines.resolve(tx, lines);
    const rows = resolved.map((line, index) => ({
      ...lineRow(id, line, index),
      reason_code: line.input.reason_code,
      unit_cost: optionalDecimal(line.input.unit_cost ?? null),
      note: line.input.note ?? null,
    }));
    await tx.insert(StockAdjustmentLine, rows);
  }

  private async worth(tx: Tx, id: string, location_id: string): Promise<Decimal> {
    const [row] = await query<{ worth: string }>(tx, WORTH, [id, location_id]);
    return new Decimal(row!.worth);
  }

  private async written(
    tx: Tx,
    caller: Caller,
    document: DocumentHeader,
    verb: 'created' | 'updated',
  ): Promise<AdjustmentResponse> {
    const adjustment = await this.reads.whole(tx, document, can(caller.actor, 'costs:read'));
    await this.audit.record(tx, caller, {
      action: `${STOCK_ADJUSTMENT}.${verb}`,
      subject_type: STOCK_ADJUSTMENT,
      subject_id: document.id,
      after: adjustment,
    });
    return adjustment;
  }
}
