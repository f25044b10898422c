import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { LocationDirectory } from '../../locations/index.js';
import { CountOverlaps } from '../lines/operations.errors.js';
import { CountReads, STOCK_COUNT } from './count-reads.js';
import { OVERLAPPING } from './count.sql.js';
import type { OpenCountDto } from './dto/count.dto.js';
import type { CountResponse } from './dto/count.response.js';
import { StockCount } from './stock-count.entity.js';

// Who opens a count at a location waits for who is opening another one there.
const TAKE_TURNS = `SELECT pg_advisory_xact_lock(hashtextextended('stock_counts.' || $1::text, 0))`;

const OF_CATEGORY = `
  INSERT INTO stock_count_products (count_id, product_id)
  SELECT $1::uuid, p.id FROM products p WHERE p.is_stocked AND p.category_id = ANY (ARRAY (
    WITH RECURSIVE tree AS (
      SELECT c.id FROM categories c WHERE c.id = $2::uuid
      UNION SELECT c.id FROM categories c JOIN tree ON c.parent_id = tree.id
    ) SELECT id FROM tree))
  RETURNING product_id`;

const NAMED = `
  INSERT INTO stock_count_products (count_id, product_id)
  SELECT $1::uuid, p.id FROM products p WHERE p.is_stocked AND p.id = ANY ($2::uuid[])
  RETURNING product_id`;

/** Opens stock counts, and settles what each of them speaks of. */
@Injectable()
export class CountOpening {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly locations: LocationDirectory,
    private readonly reads: CountReads,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws CountOverlaps and field errors on `location_id`, `category_id` and `product_ids`. */
  open(write: WriteRequest, dto: OpenCountDto): Promise<WriteOutcome<CountResponse>> {
    refuseOtherScopes(dto);
    return this.writes.execute(write, async (tx) => {
      const place = await this.locations.location(tx, dto.location_id);
      await query(tx, TAKE_TURNS, [place.location_id]);
      const document = await this.workflow.open(tx, write, {
        type: STOCK_COUNT,
        location_id: place.location_id,
        currency: place.currency,
        time_zone: place.time_zone,
        external_reference: dto.external_reference ?? undefined,
        notes: dto.notes ?? undefined,
      });
      const { scope, is_blind } = dto;
      const category_id = scope === 'category' ? dto.category_id! : null;
      await tx.insert(StockCount, { id: document.id, scope, category_id, is_blind: is_blind ?? false });
      await this.settleScope(tx, document.id, dto);
      await this.assertAlone(tx, place.location_id, document.id, scope);
      const count = await this.reads.one(document.id, tx);
      await this.audit.record(tx, write, {
        action: `${STOCK_COUNT}.opened`,
        subject_type: STOCK_COUNT,
        subject_id: document.id,
        after: count,
      });
      return count;
    });
  }

  private async settleScope(tx: Tx, id: string, dto: OpenCountDto): Promise<void> {
    if (dto.scope === 'full') return;
    if (dto.scope === 'category') {
      const found = await query(tx, OF_CATEGORY, [id, dto.category_id]);
      if (found.length === 0)
        throw refused('category_id', 'NOTHING_TO_COUNT', 'No stocked product is in it.');
      return;
    }
    const found = await query<{ product_id: string }>(tx, NAMED, [id, dto.product_ids]);
    const known = new Set(found.map(({ product_id }) => product_id));
    const unknown = dto.product_ids!.flatMap((product_id, index) =>
      known.has(product_id.toLowerCase()) ? [] : [{ index, product_id }],
    );
    if (unknown.length === 0) return;
    throw new ValidationFailed(
      unknown.map(({ index, product_id }) => ({
        field: `product_ids.${index}`,
        code: 'PRODUCT_NOT_FOUND',
        message: `No stocked product ${product_id}.`,
      })),
    );
  }

  private async assertAlone(tx: Tx, location_id: string, id: string, scope: string): Promise<void> {
    const [other] = await query<{ id: string; number: string | null } | undefined>(tx, OVERLAPPING, [
      location_id,
      id,
      scope,
    ]);
    if (other !== undefined) throw new CountOverlaps(other);
  }
}

/** A count that names products and is not of them would count something else than was meant. */
function refuseOtherScopes({ scope, category_id, product_ids }: OpenCountDto): void {
  const message = `It does not go with the scope ${scope}.`;
  if (category_id !== undefined && scope !== 'category')
    throw refused('category_id', 'NOT_IN_SCOPE', message);
  if (product_ids !== undefined && scope !== 'products')
    throw refused('product_ids', 'NOT_IN_SCOPE', message);
}

function refused(field: string, code: string, message: string): ValidationFailed {
  return new ValidationFailed([{ field, code, message }]);
}
