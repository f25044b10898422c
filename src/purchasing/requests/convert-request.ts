import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Decimal } from '../../common/money/decimal.js';
import { Clock } from '../../common/time/clock.js';
import { DocumentWorkflow, type DocumentHeader, type StatusMeaning } from '../../documents/index.js';
import type { PurchaseOrderResponse } from '../orders/dto/purchase-order.response.js';
import { OrderStore } from '../orders/order-store.js';
import { OrderWrites } from '../orders/order-writes.js';
import { DocumentStateForbids } from '../purchasing.errors.js';
import { REQUEST } from '../shared/document-types.js';
import type { ConvertRequestDto } from './dto/save-purchase-request.dto.js';
import type { PurchaseRequestConversion } from './purchase-request-conversion.entity.js';
import type { PurchaseRequestLine } from './purchase-request-line.entity.js';
import { readRequest, readRequestLines, saveConversions } from './request-rows.js';

/** So much of a line is ordered, from this supplier. */
interface Ordered {
  line: PurchaseRequestLine;
  quantity: Decimal;
  supplier_id: string;
}

const CONVERTIBLE: readonly StatusMeaning[] = ['approved', 'partial'];

/** Makes orders of an approved request: whole or in part, one order for each supplier. */
@Injectable()
export class ConvertRequest {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly orders: OrderWrites,
    private readonly store: OrderStore,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST_NOT_APPROVED, and names every line that cannot be ordered so. */
  execute(
    write: WriteRequest,
    id: string,
    dto: ConvertRequestDto,
    version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse[]>> {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, REQUEST, version);
      if (!CONVERTIBLE.includes(document.status.meaning)) {
        const message = `A request that is ${document.status.name} cannot be ordered.`;
        throw new DocumentStateForbids('REQUEST_NOT_APPROVED', message, { status: document.status.code });
      }
      const lines = await readRequestLines(tx, id);
      const ordered = plan(lines, dto);
      const suppliers = [...new Set(ordered.map(({ supplier_id }) => supplier_id))].sort();
      const conversions: PurchaseRequestConversion[] = [];
      for (const supplier_id of suppliers) {
        const own = ordered.filter((each) => each.supplier_id === supplier_id);
        conversions.push(...(await this.order(tx, write, { document, dto, supplier_id, ordered: own })));
      }
      const converted = lines.map((line) => afterConversion(line, ordered));
      await saveConversions(tx, conversions, converted);
      const isDone = converted.every(({ quantity, converted_quantity }) => converted_quantity.eq(quantity));
      const to_meaning = isDone ? 'converted' : 'partial';
      await this.workflow.transition(tx, write, { id, type: REQUEST, to_meaning, is_automatic: true });
      await this.note(tx, write, id, conversions);
      const made = [...new Set(conversions.map(({ order_id }) => order_id))];
      const orders: PurchaseOrderResponse[] = [];
      for (const order_id of made) orders.push(await this.store.response(tx, order_id, write.actor));
      return orders;
    });
  }

  private async order(
    tx: Tx,
    caller: Caller,
    facts: { document: DocumentHeader; dto: ConvertRequestDto; supplier_id: string; ordered: Ordered[] },
  ): Promise<PurchaseRequestConversion[]> {
    const { document, dto, supplier_id, ordered } = facts;
    const request = (await readRequest(tx, document.id))!;
    const order = await this.orders.open(tx, caller, {
      id: newId(),
      supplier_id,
      location_id: document.location_id,
      expected_delivery_date: dto.expected_delivery_date,
      is_urgent: request.priority === 'urgent',
      notes: document.notes,
      source_document_id: document.id,
      path: 'lines',
      lines: ordered.map(({ line, quantity }) => ({
        product_id: line.product_id,
        unit: line.unit_code,
        quantity,
        notes: line.notes,
        request_line_id: line.id,
      })),
    });
    return ordered.map(({ line, quantity }) => ({
      id: newId(),
      request_id: document.id,
      request_line_id: line.id,
      order_id: order.id,
      order_number: order.number,
      quantity,
      created_at: this.clock.now(),
      created_by: caller.actor.id,
    }));
  }

  private note(
    tx: Tx,
    caller: Caller,
    id: string,
    conversions: readonly PurchaseRequestConversion[],
  ): Promise<void> {
    const after = { orders: [...new Set(conversions.map(({ order_number }) => order_number))] };
    const entry = { action: 'purchase_request.converted', subject_type: REQUEST, subject_id: id, after };
    return this.audit.record(tx, caller, entry);
  }
}

function afterConversion(line: PurchaseRequestLine, ordered: readonly Ordered[]): PurchaseRequestLine {
  const own = ordered.find((each) => each.line.id === line.id);
  return own === undefined
    ? line
    : { ...line, converted_quantity: line.converted_quantity.plus(own.quantity) };
}

/** Which lines are ordered, how much of them and from whom. Throws ValidationFailed naming all that is wrong. */
function plan(lines: readonly PurchaseRequestLine[], dto: ConvertRequestDto): Ordered[] {
  const faults: FieldError[] = [];
  const open = (line: PurchaseRequestLine): Decimal => line.quantity.minus(line.converted_quantity);
  const wanted =
    dto.lines ?? lines.filter((line) => open(line).gt(0)).map(({ id }) => ({ line_id: id, quantity: null }));
  const ordered = wanted.flatMap(({ line_id, quantity }, index): Ordered[] => {
    const fault = (field: string, code: string, message: string): Ordered[] => {
      faults.push({ field: `lines.${index}.${field}`, code, message });
      return [];
    };
    const line = lines.find(({ id }) => id === line_id.toLowerCase());
    if (line === undefined) return fault('line_id', 'LINE_NOT_FOUND', 'The request has no such line.');
    const asked = quantity ? new Decimal(quantity) : open(line);
    const supplier_id = dto.supplier_id ?? line.supplier_id;
    if (asked.gt(open(line)) || asked.isZero()) {
      const message = `${open(line).toFixed()} of ${line.name} are not ordered yet.`;
      return fault('quantity', 'EXCEEDS_REQUEST', message);
    }
    if (!supplier_id) {
      return fault('line_id', 'SUPPLIER_REQUIRED', `Say from whom ${line.name} is bought.`);
    }
    return [{ line, quantity: asked, supplier_id: supplier_id.toLowerCase() }];
  });
  if (faults.length > 0) throw new ValidationFailed(faults);
  return ordered;
}
