import { Injectable } from '@nestjs/common';
import { PurchaseCatalog } from '../../catalog/index.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { currencyDigits } from '../../common/money/currency.js';
import { ZERO } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import type { StockPlace } from '../../locations/index.js';
import type { PurchaseSupplier } from '../../partners/index.js';
import { documentTotals } from '../domain/line-amounts.js';
import { decisionFaults, qualityStatus } from '../domain/quality.js';
import { PriceSuggestions } from '../prices/price-suggestions.js';
import { BuyingPlace, supplierFaults } from '../shared/buying-place.js';
import { resolveGoods, wantedProducts, type ResolvedGoods } from '../shared/resolve-goods.js';
import type { DeliveryReceiptLine } from './delivery-receipt-line.entity.js';
import type { DeliveryReceipt } from './delivery-receipt.entity.js';
import type { ReceiptInput, ReceiptLineInput } from './receipt-input.js';
import { draftReceiptLine, type DraftedGoods } from './receipt-line-draft.js';
import { outstandingLines, readReceiptOrders, type ReceiptOrders } from './receipt-orders.js';

export interface ReceiptDraft {
  place: StockPlace;
  supplier: PurchaseSupplier;
  receipt: DeliveryReceipt;
  lines: DeliveryReceiptLine[];
}

interface Before {
  receipt: DeliveryReceipt;
  lines: readonly DeliveryReceiptLine[];
}

const PATH = 'lines';

/** Makes a delivery out of what was asked for, before anything is written. */
@Injectable()
export class ReceiptDrafting {
  constructor(
    private readonly parties: BuyingPlace,
    private readonly catalog: PurchaseCatalog,
    private readonly prices: PriceSuggestions,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws ValidationFailed with everything that is wrong: orders, supplier, place, products, quality, date. The number
   * of statements does not depend on the lines.
   */
  async draft(tx: Tx, caller: Caller, asked: ReceiptInput, before?: Before): Promise<ReceiptDraft> {
    const known = new Set((before?.lines ?? []).flatMap(({ order_id }) => (order_id ? [order_id] : [])));
    const orders = await readReceiptOrders(tx, asked, known);
    const lines = asked.lines ?? outstandingLines(orders.lines.values());
    const input = { ...asked, lines };
    const supplier_id = asked.supplier_id ?? orders.supplier_id;
    const supplier = supplier_id ? await this.parties.supplier(tx, supplier_id) : undefined;
    const { place, faults } = await this.parties.place(tx, asked.location_id ?? orders.location_id);
    const { goods, faults: goodsFaults } = await this.goods(tx, lines, orders, place?.location_id);
    const today = place && businessDate(this.clock.now(), place.time_zone);
    const all = [
      ...faults,
      ...orders.faults,
      ...partyFaults(orders, supplier_id, asked.location_id),
      ...(supplier_id ? supplierFaults(supplier, supplier_id) : []),
      ...(lines.length === 0 ? [noLines(orders)] : []),
      ...goodsFaults,
      ...lines.flatMap((line, index) => lineFaults(line, `${PATH}.${index}.quality.`)),
      ...(today === undefined ? [] : dateFaults(asked, today, before?.receipt)),
    ];
    if (place === undefined || supplier === undefined || all.length > 0) throw new ValidationFailed(all);
    return this.reckon(tx, caller, input, { place, supplier, goods, today: today!, before });
  }

  /** The product of each line: its order's, or the one it names. */
  private async goods(
    tx: Tx,
    lines: readonly ReceiptLineInput[],
    orders: ReceiptOrders,
    location_id: string | undefined,
  ): Promise<{ goods: DraftedGoods[]; faults: FieldError[] }> {
    const wanted = lines.map((line) => {
      const ordered = line.order_line_id ? orders.lines.get(line.order_line_id) : undefined;
      return ordered === undefined
        ? line
        : { ...line, product_id: ordered.product_id, code: undefined, unit: ordered.unit_code };
    });
    const found = await this.catalog.purchasable(tx, { ...wantedProducts(wanted), location_id });
    const faults: FieldError[] = [];
    const goods = wanted.flatMap((line, index): DraftedGoods[] => {
      const ordered = line.order_line_id ? orders.lines.get(line.order_line_id) : undefined;
      if (line.order_line_id && ordered === undefined) {
        const message = 'No such line in these orders.';
        faults.push({ field: `${PATH}.${index}.order_line_id`, code: 'ORDER_LINE_NOT_FOUND', message });
        return [];
      }
      // What was ordered may come, also when it would not be ordered any more; so may what is being corrected.
      const is_bought = ordered === undefined && !line.id;
      const resolved = resolveGoods([line], found, { path: PATH, is_bought });
      faults.push(...resolved.faults.map((each) => ({ ...each, field: renumbered(each.field, index) })));
      return resolved.goods.map((each) => ({ ...asOrdered(each, ordered), ordered }));
    });
    return { goods, faults };
  }

  private async reckon(
    tx: Tx,
    caller: Caller,
    input: ReceiptInput & { lines: ReceiptLineInput[] },
    facts: {
      place: StockPlace;
      supplier: PurchaseSupplier;
      goods: DraftedGoods[];
      today: string;
      before?: Before;
    },
  ): Promise<ReceiptDraft> {
    const { place, supplier, goods, today, before } = facts;
    const { currency, location_id } = place;
    const prices_include_tax = before?.receipt.prices_include_tax ?? place.purchase_prices_include_tax;
    const buying = { supplier_id: supplier.id, location_id, currency, prices_include_tax, on: today };
    const prices = await this.prices.suggest(tx, buying, goods);
    const terms = {
      receipt_id: input.id,
      prices_include_tax,
      digits: currencyDigits(currency),
      checked: { by: caller.actor.id, at: this.clock.now() },
    };
    const lines = input.lines.map((line, index) =>
      draftReceiptLine(line, goods[index]!, prices[index]!, terms, index + 1),
    );
    const { delivery_date, supplier_reference, driver_name, vehicle_number } = input;
    const receipt: DeliveryReceipt = {
      id: input.id,
      delivery_date: delivery_date ?? before?.receipt.delivery_date ?? today,
      supplier_reference: supplier_reference ?? null,
      driver_name: driver_name ?? null,
      vehicle_number: vehicle_number ?? null,
      quality_status: qualityStatus(lines),
      received_by: before?.receipt.received_by ?? null,
      received_at: before?.receipt.received_at ?? null,
      landed_total: before?.receipt.landed_total ?? ZERO,
      prices_include_tax,
      ...documentTotals(lines),
    };
    return { place, supplier, receipt, lines };
  }
}

/** A line that comes under an order counts in the unit it was ordered in, with as many base units as then. */
function asOrdered(goods: ResolvedGoods, ordered: DraftedGoods['ordered']): ResolvedGoods {
  return ordered === undefined
    ? goods
    : { ...goods, unit_factor: ordered.unit_factor, unit_code: ordered.unit_code };
}

function renumbered(field: string, index: number): string {
  return field.replace(`${PATH}.0.`, `${PATH}.${index}.`);
}

function noLines(orders: ReceiptOrders): FieldError {
  const isDone = orders.lines.size > 0;
  return isDone
    ? { field: 'order_ids', code: 'NOTHING_OUTSTANDING', message: 'Everything was delivered already.' }
    : { field: PATH, code: 'LINES_REQUIRED', message: 'A delivery has at least one line.' };
}

function partyFaults(
  orders: ReceiptOrders,
  supplier_id: string | undefined,
  location_id: string | null | undefined,
): FieldError[] {
  const fault = (field: string, code: string, message: string): FieldError => ({ field, code, message });
  const faults: FieldError[] = [];
  if (!supplier_id) faults.push(fault('supplier_id', 'SUPPLIER_REQUIRED', 'Say who delivered.'));
  else if (orders.supplier_id !== undefined && orders.supplier_id !== supplier_id.toLowerCase()) {
    faults.push(fault('supplier_id', 'SUPPLIER_DIFFERS', 'The orders are with another supplier.'));
  }
  if (location_id && orders.location_id !== undefined && orders.location_id !== location_id.toLowerCase()) {
    faults.push(fault('location_id', 'LOCATION_DIFFERS', 'The orders are for another location.'));
  }
  return faults;
}

function lineFaults({ quality, quantity }: ReceiptLineInput, at: string): FieldError[] {
  const decision = quality?.decision;
  return decision === undefined ? [] : decisionFaults({ ...quality, decision }, quantity, at);
}

/** A date must not lie ahead when it is set. */
function dateFaults({ delivery_date }: ReceiptInput, today: string, before?: DeliveryReceipt): FieldError[] {
  if (!delivery_date || delivery_date === before?.delivery_date || delivery_date <= today) return [];
  return [
    {
      field: 'delivery_date',
      code: 'DATE_IN_FUTURE',
      message: `Nothing was delivered on ${delivery_date} yet.`,
    },
  ];
}
