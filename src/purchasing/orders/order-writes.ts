import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { sentFields } from '../../common/database/update-versioned.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { DocumentDesk } from '../shared/document-desk.js';
import { ORDER } from '../shared/document-types.js';
import { refuseForeignLines } from '../shared/refuse-foreign-lines.js';
import type { SavePurchaseOrderDto, UpdatePurchaseOrderDto } from './dto/save-purchase-order.dto.js';
import type { PurchaseOrderResponse } from './dto/purchase-order.response.js';
import { OrderDrafting } from './order-draft.js';
import { sentLines, type OrderInput, type OrderLineInput } from './order-input.js';
import { insertOrder, replaceOrderLines, saveOrder } from './order-rows.js';
import { OrderSteps } from './order-steps.js';
import { OrderStore, type WholeOrder } from './order-store.js';

type Outcome = Promise<WriteOutcome<PurchaseOrderResponse>>;

/** A new order, and what it is made from. */
export interface NewOrder extends OrderInput {
  notes?: string | null;
  source_document_id?: string;
}

/** Writes orders. */
@Injectable()
export class OrderWrites {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly drafting: OrderDrafting,
    private readonly store: OrderStore,
    private readonly steps: OrderSteps,
    private readonly desk: DocumentDesk,
  ) {}

  create(write: WriteRequest, dto: SavePurchaseOrderDto): Outcome {
    return this.writes.execute(write, async (tx) => {
      const { path, lines = [] } = sentLines(dto);
      const { supplier_id, location_id, expected_delivery_date, is_urgent, notes } = dto;
      const id = dto.id?.toLowerCase() ?? newId();
      const input = {
        id,
        supplier_id,
        location_id,
        expected_delivery_date,
        is_urgent,
        notes,
        path,
        lines: withoutIds(lines),
      };
      await this.open(tx, write, input);
      if (dto.status !== undefined) await this.steps.moveTo(tx, write, { id, status: dto.status });
      return this.store.response(tx, id, write.actor);
    });
  }

  /** Opens an order in its first status. Throws what `OrderDrafting.draft` throws. */
  async open(tx: Tx, caller: Caller, input: NewOrder): Promise<DocumentHeader> {
    const { place, supplier, order, lines } = await this.drafting.draft(tx, input);
    const document = await this.workflow.open(tx, caller, {
      id: order.id,
      type: ORDER,
      location_id: place.location_id,
      partner_id: supplier.id,
      currency: place.currency,
      time_zone: place.time_zone,
      total_amount: order.total,
      notes: input.notes ?? undefined,
      source_document_id: input.source_document_id,
    });
    await insertOrder(tx, order, lines);
    const after = { ...order, number: document.number };
    await this.desk.note(tx, caller, 'created', { id: order.id, type: ORDER, after });
    return document;
  }

  update(write: WriteRequest, id: string, dto: UpdatePurchaseOrderDto, version?: number): Outcome {
    return this.writes.execute(write, async (tx) => {
      const { status, ...fields } = dto;
      if (Object.values(fields).some((value) => value !== undefined)) {
        await this.change(tx, write, await this.workflow.lock(tx, id, ORDER, version), fields);
      } else await this.workflow.lock(tx, id, ORDER, version);
      if (status !== undefined) await this.steps.moveTo(tx, write, { id, status });
      return this.store.response(tx, id, write.actor);
    });
  }

  remove(write: WriteRequest, id: string, version?: number): Promise<WriteOutcome<null>> {
    return this.desk.remove(write, { id, type: ORDER, version }, (tx, document) =>
      this.store.parts(tx, document),
    );
  }

  /** The same lines once more, at today's prices where they were not said by hand. */
  duplicate(write: WriteRequest, id: string): Outcome {
    return this.writes.execute(write, async (tx) => {
      const { document, order, lines } = await this.store.whole(tx, id);
      const copy = newId();
      await this.open(tx, write, {
        id: copy,
        supplier_id: document.partner_id!,
        location_id: document.location_id,
        is_urgent: order.is_urgent,
        notes: document.notes,
        source_document_id: id,
        path: 'lines',
        lines: lines.map((line) => ({ ...storedLine(line, false), request_line_id: null })),
      });
      return this.store.response(tx, copy, write.actor);
    });
  }

  private async change(
    tx: Tx,
    caller: Caller,
    locked: DocumentHeader,
    dto: Omit<UpdatePurchaseOrderDto, 'status'>,
  ): Promise<void> {
    const before = await this.store.parts(tx, locked);
    this.workflow.assertEditable(locked, caller);
    const { path, lines } = sentLines(dto);
    if (lines !== undefined) refuseForeignLines(lines, before.lines, { path });
    const input = changedInput(before, dto, path, lines);
    const { place, supplier, order, lines: drafted } = await this.drafting.draft(tx, input, before.order);
    await this.workflow.change(tx, caller, locked, {
      total_amount: order.total,
      location_id: place.location_id,
      partner_id: supplier.id,
      ...(dto.notes === undefined ? {} : { notes: dto.notes }),
    });
    await saveOrder(tx, order);
    await replaceOrderLines(tx, order.id, drafted);
    const change = { before: before.order, after: order };
    await this.desk.note(tx, caller, 'updated', { id: order.id, type: ORDER, ...change });
  }
}

function withoutIds(lines: readonly OrderLineInput[]): OrderLineInput[] {
  return lines.map((line) => ({ ...line, id: undefined }));
}

/** A line as it was ordered; `asPriced` keeps the price that was looked up then. */
function storedLine(line: WholeOrder['lines'][number], asPriced: boolean): OrderLineInput {
  const { product_id, quantity, notes, discount_percent, tax_rate, over_delivery_percent } = line;
  return {
    id: asPriced ? line.id : undefined,
    product_id,
    unit: line.unit_code,
    quantity,
    notes,
    discount_percent,
    tax_rate,
    over_delivery_percent,
    unit_price: asPriced || line.price_source === 'given' ? line.unit_price : null,
    request_line_id: line.request_line_id,
  };
}

function isSame(sent: OrderLineInput, stored: { product_id: string }): boolean {
  return !sent.code && (!sent.product_id || sent.product_id === stored.product_id);
}

/** What is not sent of a line that is there stays; another product starts anew. */
function overStored(sent: OrderLineInput, stored: WholeOrder['lines'][number] | undefined): OrderLineInput {
  if (stored === undefined) return sent;
  const isOther = !isSame(sent, stored);
  const { request_line_id } = stored;
  return isOther ? { ...sent, request_line_id } : { ...storedLine(stored, true), ...sentFields(sent) };
}

function changedInput(
  { document, order, lines: stored }: WholeOrder,
  dto: Omit<UpdatePurchaseOrderDto, 'status'>,
  path: string,
  lines: OrderLineInput[] | undefined,
): OrderInput {
  if (dto.supplier_id === null) {
    throw new InvalidField('supplier_id', 'SUPPLIER_REQUIRED', 'An order has a supplier.');
  }
  return {
    id: order.id,
    supplier_id: dto.supplier_id ?? document.partner_id!,
    location_id: dto.location_id ?? document.location_id,
    expected_delivery_date: dto.expected_delivery_date ?? order.expected_delivery_date,
    is_urgent: dto.is_urgent ?? order.is_urgent,
    path,
    lines:
      lines?.map((line) =>
        overStored(
          line,
          stored.find(({ id }) => id === line.id),
        ),
      ) ?? stored.map((line) => storedLine(line, true)),
  };
}
