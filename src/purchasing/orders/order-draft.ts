import { Injectable } from '@nestjs/common';
import { PurchaseCatalog } from '../../catalog/index.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal, ZERO } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import type { StockPlace } from '../../locations/index.js';
import type { PurchaseSupplier } from '../../partners/index.js';
import { SettingsReader } from '../../settings/index.js';
import { addDays } from '../domain/days.js';
import { documentTotals, lineAmounts } from '../domain/line-amounts.js';
import { PriceSuggestions, type SuggestedPrice } from '../prices/price-suggestions.js';
import { BuyingPlace, supplierFaults } from '../shared/buying-place.js';
import { goodsColumns, resolveGoods, wantedProducts, type ResolvedGoods } from '../shared/resolve-goods.js';
import type { OrderInput, OrderLineInput } from './order-input.js';
import type { PurchaseOrderLine } from './purchase-order-line.entity.js';
import type { PurchaseOrder } from './purchase-order.entity.js';

export interface OrderDraft {
  place: StockPlace;
  supplier: PurchaseSupplier;
  order: PurchaseOrder;
  lines: PurchaseOrderLine[];
}

const DAYS_TO_DELIVERY = { normal: 7, urgent: 3 };

/** What a line is reckoned with besides its own figures. */
interface LineTerms {
  order_id: string;
  prices_include_tax: boolean;
  digits: number;
  over_delivery_percent: Decimal;
}

function draftLine(
  { id, ...input }: OrderLineInput,
  goods: ResolvedGoods,
  price: SuggestedPrice,
  { order_id, prices_include_tax, digits, over_delivery_percent }: LineTerms,
  line_number: number,
): PurchaseOrderLine {
  const figures = {
    quantity: input.quantity,
    unit_price: input.unit_price ?? price.unit_price,
    discount_percent: input.discount_percent ?? ZERO,
    tax_rate: input.tax_rate ?? goods.product.tax_rate,
  };
  return {
    id: id ?? newId(),
    document_id: order_id,
    ...goodsColumns(goods, input, line_number),
    ...figures,
    price_source: input.unit_price ? 'given' : price.price_source,
    tax_code: goods.product.tax_code,
    received_quantity: ZERO,
    rejected_quantity: ZERO,
    over_delivery_percent: input.over_delivery_percent ?? over_delivery_percent,
    supplier_code: price.supplier_code,
    request_line_id: input.request_line_id ?? null,
    ...lineAmounts(figures, prices_include_tax, digits),
  };
}

/** Makes an order out of what was asked for, before anything is written. */
@Injectable()
export class OrderDrafting {
  constructor(
    private readonly parties: BuyingPlace,
    private readonly catalog: PurchaseCatalog,
    private readonly prices: PriceSuggestions,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws ValidationFailed with everything that is wrong: place, supplier, credit, products, units, dates. `before` is
   * the order that is changed: what is not sent stays, and only a date that changes must lie ahead. The number of
   * statements does not depend on the lines.
   */
  async draft(tx: Tx, input: OrderInput, before?: PurchaseOrder): Promise<OrderDraft> {
    const { place, faults } = await this.parties.place(tx, input.location_id);
    const supplier = await this.parties.supplier(tx, input.supplier_id);
    const wanted = { ...wantedProducts(input.lines), location_id: place?.location_id };
    const resolved = resolveGoods(input.lines, await this.catalog.purchasable(tx, wanted), input);
    const today = place && businessDate(this.clock.now(), place.time_zone);
    const all = [
      ...faults,
      ...supplierFaults(supplier, input.supplier_id),
      ...resolved.faults,
      ...(input.lines.length === 0 ? [noLines(input.path)] : []),
      ...(today === undefined ? [] : dateFaults(input, today, before)),
    ];
    if (place === undefined || supplier === undefined || all.length > 0) throw new ValidationFailed(all);
    const draft = await this.reckon(tx, input, { place, supplier, goods: resolved.goods, today: today! });
    const order = before === undefined ? draft.order : { ...draft.order, ...keptOf(before) };
    const currency = place.currency;
    const credit = await this.parties.creditFaults(
      tx,
      { supplier, order_id: order.id, currency },
      order.total,
    );
    if (credit.length > 0) throw new ValidationFailed(credit);
    return { ...draft, order, place, supplier };
  }

  private async reckon(
    tx: Tx,
    input: OrderInput,
    facts: { place: StockPlace; supplier: PurchaseSupplier; goods: ResolvedGoods[]; today: string },
  ): Promise<Pick<OrderDraft, 'order' | 'lines'>> {
    const { place, supplier, goods, today } = facts;
    const { currency, purchase_prices_include_tax: prices_include_tax, location_id } = place;
    const buying = { supplier_id: supplier.id, location_id, currency, prices_include_tax, on: today };
    const prices = await this.prices.suggest(tx, buying, goods);
    const terms = {
      order_id: input.id,
      prices_include_tax,
      digits: currencyDigits(currency),
      over_delivery_percent:
        supplier.over_delivery_percent ??
        new Decimal(await this.settings.get('purchasing.over_delivery_percent', tx)),
    };
    const lines = input.lines.map((line, index) =>
      draftLine(line, goods[index]!, prices[index]!, terms, index + 1),
    );
    const is_urgent = input.is_urgent ?? false;
    const order: PurchaseOrder = {
      id: input.id,
      expected_delivery_date:
        input.expected_delivery_date ?? addDays(today, DAYS_TO_DELIVERY[is_urgent ? 'urgent' : 'normal']),
      is_urgent,
      supplier_reference: null,
      sent_at: null,
      sent_by: null,
      confirmed_at: null,
      status_before_delivery: null,
      prices_include_tax,
      ...documentTotals(lines),
    };
    return { order, lines };
  }
}

/** What a change of the order leaves alone. */
function keptOf(before: PurchaseOrder): Partial<PurchaseOrder> {
  const { supplier_reference, sent_at, sent_by, confirmed_at, status_before_delivery } = before;
  return { supplier_reference, sent_at, sent_by, confirmed_at, status_before_delivery };
}

function noLines(path: string): FieldError {
  return { field: path, code: 'LINES_REQUIRED', message: 'An order has at least one line.' };
}

/** A date must not lie in the past when it is set; what is overdue stays as it was. */
function dateFaults(
  { expected_delivery_date: date }: OrderInput,
  today: string,
  before?: PurchaseOrder,
): FieldError[] {
  if (!date || date === before?.expected_delivery_date || date >= today) return [];
  return [{ field: 'expected_delivery_date', code: 'DATE_IN_PAST', message: `${date} is over.` }];
}
