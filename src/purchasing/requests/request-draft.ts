import { Injectable } from '@nestjs/common';
import { PurchaseCatalog } from '../../catalog/index.js';
import { newId } from '../../common/database/new-id.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal, ZERO, optionalDecimal, sum } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import type { StockPlace } from '../../locations/index.js';
import { BuyingPlace } from '../shared/buying-place.js';
import { goodsColumns, resolveGoods, wantedProducts, type ResolvedGoods } from '../shared/resolve-goods.js';
import type { PurchaseRequestLineDto } from './dto/save-purchase-request.dto.js';
import type { PurchaseRequestLine } from './purchase-request-line.entity.js';
import type { Priority, PurchaseRequest } from './purchase-request.entity.js';

export interface RequestInput {
  id: string;
  location_id?: string | null;
  priority: Priority;
  required_by_date: string | null;
  lines: readonly PurchaseRequestLineDto[];
}

export interface RequestDraft {
  place: StockPlace;
  request: PurchaseRequest;
  lines: PurchaseRequestLine[];
  /** What it will cost, roughly. */
  total: Decimal;
}

const KNOWN_SUPPLIERS = `SELECT id FROM suppliers WHERE id = ANY($1::uuid[]) AND is_active`;

/** Makes a request out of what was asked for, before anything is written. */
@Injectable()
export class RequestDrafting {
  constructor(
    private readonly parties: BuyingPlace,
    private readonly catalog: PurchaseCatalog,
    private readonly clock: Clock,
  ) {}

  /** Throws ValidationFailed with everything that is wrong: place, products, units, suppliers, date. */
  async draft(tx: Tx, input: RequestInput, before?: PurchaseRequest): Promise<RequestDraft> {
    const { place, faults } = await this.parties.place(tx, input.location_id);
    const wanted = input.lines.map((line) => ({ ...line, quantity: new Decimal(line.quantity) }));
    const found = await this.catalog.purchasable(tx, {
      ...wantedProducts(wanted),
      location_id: place?.location_id,
    });
    const resolved = resolveGoods(wanted, found, { path: 'lines' });
    const all = [
      ...faults,
      ...resolved.faults,
      ...(await supplierFaults(tx, input.lines)),
      ...(place === undefined ? [] : this.dateFaults(input, place, before)),
    ];
    if (place === undefined || all.length > 0) throw new ValidationFailed(all);
    const lines = input.lines.map((line, index) =>
      requestLine(input.id, line, resolved.goods[index]!, index + 1),
    );
    const { id, priority, required_by_date } = input;
    const estimated = sum(lines.map((line) => line.quantity.times(line.estimated_price ?? ZERO)));
    const total = estimated.toDecimalPlaces(currencyDigits(place.currency));
    return { place, request: { id, priority, required_by_date }, lines, total };
  }

  /** A date must not lie in the past when it is set; an old request stays as it was. */
  private dateFaults(
    { required_by_date: date }: RequestInput,
    { time_zone }: StockPlace,
    before?: PurchaseRequest,
  ): FieldError[] {
    if (date === null || date === before?.required_by_date) return [];
    if (date >= businessDate(this.clock.now(), time_zone)) return [];
    return [{ field: 'required_by_date', code: 'DATE_IN_PAST', message: `${date} is over.` }];
  }
}

async function supplierFaults(
  db: Queryable,
  lines: readonly PurchaseRequestLineDto[],
): Promise<FieldError[]> {
  const ids = lines.flatMap(({ supplier_id }) => (supplier_id ? [supplier_id.toLowerCase()] : []));
  if (ids.length === 0) return [];
  const rows = await query<{ id: string }>(db, KNOWN_SUPPLIERS, [ids]);
  const known = new Set(rows.map(({ id }) => id));
  return lines.flatMap(({ supplier_id }, index) =>
    !supplier_id || known.has(supplier_id.toLowerCase())
      ? []
      : [
          {
            field: `lines.${index}.supplier_id`,
            code: 'SUPPLIER_NOT_FOUND',
            message: `There is no supplier ${supplier_id} in use.`,
          },
        ],
  );
}

function requestLine(
  document_id: string,
  line: PurchaseRequestLineDto,
  goods: ResolvedGoods,
  line_number: number,
): PurchaseRequestLine {
  const { cost_price } = goods.product;
  return {
    id: line.id ?? newId(),
    document_id,
    ...goodsColumns(goods, { ...line, quantity: new Decimal(line.quantity) }, line_number),
    quantity: new Decimal(line.quantity),
    converted_quantity: ZERO,
    estimated_price:
      optionalDecimal(line.estimated_price) ??
      cost_price?.times(goods.unit_factor).toDecimalPlaces(4) ??
      null,
    supplier_id: line.supplier_id?.toLowerCase() ?? null,
  };
}
