import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Clock } from '../../common/time/clock.js';
import { ATTENTION_REASONS, newSince, type AttentionReason } from '../domain/attention.js';
import type { AttentionQuery } from './dto/attention.query.js';
import { AttentionResponse } from './dto/attention.response.js';
import { ON_HAND, PRODUCT_SORTS } from './product-list.js';
import { LOOKUPS, OWN_COLUMNS, type ProductRow } from './product.sql.js';

// The words of the index that holds the few products which can matter here.
const CANDIDATES = `p.lifecycle_status <> 'archived'
  AND (p.lifecycle_status <> 'active' OR p.sales_blocked OR p.purchase_blocked)`;

/** The same as `attentionReasons`, for finding them. */
function conditionOf(reason: AttentionReason): string {
  switch (reason) {
    case 'sales_blocked':
      return 'p.sales_blocked';
    case 'purchase_blocked':
      return 'p.purchase_blocked';
    case 'phase_out_with_stock':
      return `p.lifecycle_status = 'phase_out' AND ${ON_HAND} > 0`;
    case 'discontinued_with_stock':
      return `p.lifecycle_status = 'discontinued' AND ${ON_HAND} > 0`;
    case 'new_too_long':
      return `p.lifecycle_status = 'new' AND p.created_at < $1::timestamptz`;
  }
}

function plan(reason: AttentionReason | undefined, now: Date): ListPlan {
  const reasons = reason === undefined ? ATTENTION_REASONS : [reason];
  const needsTime = reasons.some((each) => each === 'new_too_long');
  return {
    select: OWN_COLUMNS,
    page: LOOKUPS,
    from: 'products p',
    where: [CANDIDATES, `(${reasons.map((each) => `(${conditionOf(each)})`).join(' OR ')})`],
    params: needsTime ? [newSince(now)] : [],
    sortable: PRODUCT_SORTS,
    default_sort: 'name',
    id: 'p.id',
  };
}

/** Finds the products that somebody should look at. */
@Injectable()
export class ProductAttention {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** One statement for the page, one more when it is to be counted. */
  async list(caller: Caller, query: AttentionQuery): Promise<Page<AttentionResponse>> {
    const now = this.clock.now();
    const page = await listRows<ProductRow>(this.dataSource, plan(query.reason, now), query);
    const canSeeCosts = can(caller.actor, 'costs:read');
    return page.map((row) => AttentionResponse.forRow(row, canSeeCosts, now));
  }
}
