import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { askedConditions, type Condition } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Clock } from '../../common/time/clock.js';
import type { AsRow } from '../shared/columns.js';
import { shownTo } from '../shared/costs.js';
import { ORDER } from '../shared/document-types.js';
import {
  documentConditions,
  listedHeader,
  LISTED_HEADER,
  LISTED_SORT,
  type ListedRow,
} from '../shared/listed-documents.js';
import type { ListOrdersDto } from './dto/list-orders.dto.js';
import { orderSummary, type PurchaseOrderSummaryResponse } from './dto/purchase-order.response.js';
import { asOrder, ORDER_COLUMNS } from './order-rows.js';
import type { PurchaseOrder } from './purchase-order.entity.js';

type Row = ListedRow & AsRow<PurchaseOrder> & { supplier_name: string };

const SORT = {
  ...LISTED_SORT,
  expected_delivery_date: { sql: 'o.expected_delivery_date', type: 'date' as const },
};
/** Ordered, and not all there. */
const AWAITED = `d.status_meaning IN ('draft', 'submitted', 'approved', 'sent', 'confirmed', 'in_progress', 'partial')`;

interface Scope {
  /** Conditions without a value. */
  always?: string[];
  late?: Condition;
  default_sort: string;
}
const AWAITED_FIRST: Scope = { always: [AWAITED], default_sort: 'expected_delivery_date' };

/** Pages of orders, heads only; one statement each. */
@Injectable()
export class ListOrders {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  run(request: ListOrdersDto, actor: Actor): Promise<Page<PurchaseOrderSummaryResponse>> {
    return this.page(request, actor, { default_sort: '-created_at' });
  }

  /** What was ordered and is not all there, the most urgent first. */
  pending(request: ListOrdersDto, actor: Actor): Promise<Page<PurchaseOrderSummaryResponse>> {
    return this.page(request, actor, AWAITED_FIRST);
  }

  /** What should have been there by now, the longest overdue first. */
  overdue(request: ListOrdersDto, actor: Actor): Promise<Page<PurchaseOrderSummaryResponse>> {
    // The day is over at the order's own place: its midnight lies behind us.
    const late: Condition = [
      `(o.expected_delivery_date + 1)::timestamp AT TIME ZONE d.time_zone <=`,
      this.clock.now(),
    ];
    return this.page(request, actor, { ...AWAITED_FIRST, late });
  }

  private async page(
    request: ListOrdersDto,
    actor: Actor,
    { always = [], late, default_sort }: Scope,
  ): Promise<Page<PurchaseOrderSummaryResponse>> {
    const asked = askedConditions([
      ...documentConditions(ORDER, request),
      ['d.partner_id =', request.supplier_id],
      ['o.is_urgent =', request.is_urgent],
      ...(late === undefined ? [] : [late]),
    ]);
    const plan = {
      select: `${LISTED_HEADER}, ${ORDER_COLUMNS}, s.name AS supplier_name`,
      from: `document_headers d JOIN purchase_orders o ON o.id = d.id JOIN suppliers s ON s.id = d.partner_id`,
      where: [...always, ...asked.where],
      params: asked.params,
      sortable: SORT,
      default_sort,
      id: 'd.id',
    };
    const page = await listRows<Row>(this.dataSource, plan, request);
    return page.map((row) => {
      const { supplier_name } = row;
      return shownTo(
        actor,
        orderSummary({ document: listedHeader(row), order: asOrder(row), supplier_name }),
      );
    });
  }
}
