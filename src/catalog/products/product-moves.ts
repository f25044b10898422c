import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';

import { Clock } from '../../common/time/clock.js';
import { NotFound, type DomainError } from '../../common/errors/domain-error.js';
import { PartOfBundle } from '../bundles/bundle.errors.js';
import { HasStock, TransitionForbidden } from '../catalog.errors.js';
import { lifecycleRefusal, needsEmptyShelf, type LifecycleStatus } from '../domain/lifecycle.js';
import type { MoveProductsDto } from './dto/move-products.dto.js';
import {
  MoveProductsResponse,
  type MoveOutcome,
  type MoveVerdictResponse,
} from './dto/move-products.response.js';
import { noteLifecycle } from './lifecycle-history.js';

interface Candidate {
  id: string;
  sku: string;
  lifecycle_status: LifecycleStatus;
  version: number;
}

const LOCK = `
  SELECT p.id, p.sku, p.lifecycle_status, p.version FROM products p
  WHERE p.id = ANY ($1::uuid[]) ORDER BY p.id FOR UPDATE`;
const HOLDERS = `
  SELECT p.id, COALESCE((SELECT s.on_hand FROM product_on_hand s WHERE s.product_id = p.id), 0) AS on_hand,
    EXISTS (SELECT FROM bundle_parts b JOIN products whole ON whole.id = b.bundle_id
      WHERE b.component_id = p.id AND whole.lifecycle_status NOT IN ('discontinued', 'archived')) AS is_part
  FROM products p WHERE p.id = ANY ($1::uuid[])`;
const MOVE = `
  UPDATE products SET lifecycle_status = $2::text, version = version + 1, updated_at = $3::timestamptz
  WHERE id = ANY ($1::uuid[])`;

/** What keeps a product from being retired. */
interface Holder {
  id: string;
  on_hand: string;
  is_part: boolean;
}

/** Moves many products through their life at once, by the rules that hold for one. */
@Injectable()
export class ProductMoves {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A verdict for each product instead of one failure for all: what may move moves. At most five statements, however
   * many products. Lock: the products' rows, by id.
   */
  move(caller: Caller, { product_ids, status, reason }: MoveProductsDto): Promise<MoveProductsResponse> {
    const ids = [...new Set(product_ids.map((id) => id.toLowerCase()))];
    return runInTransaction(this.dataSource, async (tx) => {
      const candidates = await query<Candidate>(tx, LOCK, [ids]);
      const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
      const holders = await this.holders(tx, candidates, status);
      const results = ids.map((id) => verdictOf(id, byId.get(id), status, holders.get(id)));
      const moved = results.flatMap(({ outcome, product_id }) =>
        outcome === 'changed' ? (byId.get(product_id) ?? []) : [],
      );
      await this.write(tx, caller, moved, { to: status, reason: reason ?? null });
      return MoveProductsResponse.from(results);
    });
  }

  /** Read after the lock: it holds off new movements of these products, and new bundles of them. */
  private async holders(
    tx: Tx,
    candidates: readonly Candidate[],
    to: LifecycleStatus,
  ): Promise<Map<string, Holder>> {
    if (!needsEmptyShelf(to)) return new Map();
    const rows = await query<Holder>(tx, HOLDERS, [candidates.map(({ id }) => id)]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async write(
    tx: Tx,
    caller: Caller,
    moved: readonly Candidate[],
    { to, reason }: { to: LifecycleStatus; reason: string | null },
  ): Promise<void> {
    if (moved.length === 0) return;
    const at = this.clock.now();
    await query(tx, MOVE, [moved.map(({ id }) => id), to, at]);
    const steps = moved.map(({ id, lifecycle_status }) => ({ product_id: id, from: lifecycle_status }));
    await noteLifecycle(tx, steps, { to, reason, actor_id: caller.actor.id, at });
    const entries = moved.map(({ id, lifecycle_status, version }) => ({
      action: 'product.updated',
      subject_type: 'product',
      subject_id: id,
      before: { lifecycle_status, version },
      after: { lifecycle_status: to, version: version + 1 },
    }));
    await this.audit.recordMany(tx, caller, entries);
  }
}

function refusalOf(
  { sku, lifecycle_status: from }: Candidate,
  to: LifecycleStatus,
  holder: Holder | undefined,
): DomainError | undefined {
  const onHand = Number(holder?.on_hand ?? 0);
  switch (lifecycleRefusal(from, to, onHand > 0)) {
    case 'TRANSITION_FORBIDDEN':
      return new TransitionForbidden(from, to);
    case 'HAS_STOCK':
      return new HasStock(onHand, `sell it off or write it off before it is ${to}`);
    case undefined:
      return holder?.is_part === true ? new PartOfBundle(sku) : undefined;
  }
}

function verdictOf(
  product_id: string,
  candidate: Candidate | undefined,
  to: LifecycleStatus,
  holder: Holder | undefined,
): MoveVerdictResponse {
  const verdict = (outcome: MoveOutcome, refusal?: DomainError): MoveVerdictResponse => ({
    product_id,
    sku: candidate?.sku ?? null,
    from_status: candidate?.lifecycle_status ?? null,
    outcome,
    code: refusal?.code ?? null,
    message: refusal?.message ?? null,
  });
  if (candidate === undefined) return verdict('refused', new NotFound('product', product_id));
  if (candidate.lifecycle_status === to) return verdict('unchanged');
  const refusal = refusalOf(candidate, to, holder);
  return refusal === undefined ? verdict('changed') : verdict('refused', refusal);
}
