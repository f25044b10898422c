import { Injectable } from '@nestjs/common';
import { PurchaseCatalog } from '../../catalog/index.js';
import { newId } from '../../common/database/new-id.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal, ZERO, optionalDecimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import type { StockPlace } from '../../locations/index.js';
import type { PurchaseSupplier } from '../../partners/index.js';
import { documentTotals, lineAmounts } from '../domain/line-amounts.js';
import { PriceSuggestions, type SuggestedPrice } from '../prices/price-suggestions.js';
import type { DeliveryReceiptLine } from '../receipts/delivery-receipt-line.entity.js';
import { readReceiptLines } from '../receipts/receipt-rows.js';
import { BuyingPlace } from '../shared/buying-place.js';
import { goodsColumns, resolveGoods, wantedProducts, type ResolvedGoods } from '../shared/resolve-goods.js';
import type { SupplierReturnLineDto } from './dto/save-supplier-return.dto.js';
import type { SupplierReturnLine } from './supplier-return-line.entity.js';
import type { SupplierReturn } from './supplier-return.entity.js';

export interface ReturnInput {
  id: string;
  receipt_id?: string | null;
  supplier_id?: string | null;
  location_id?: string | null;
  reason?: string | null;
  lines: readonly SupplierReturnLineDto[];
}

export interface ReturnDraft {
  place: StockPlace;
  supplier: PurchaseSupplier;
  head: SupplierReturn;
  lines: SupplierReturnLine[];
}

interface Receipt {
  supplier_id: string;
  location_id: string;
  lines: Map<string, DeliveryReceiptLine>;
}

type Wanted = SupplierReturnLineDto & { original?: DeliveryReceiptLine };

const RECEIPT_OF = `
  SELECT d.partner_id AS supplier_id, d.location_id FROM delivery_receipts r JOIN documents d ON d.id = r.id
  WHERE r.id = $1::uuid AND d.is_posted`;

/** Makes a return of goods in stock out of what was asked for, before anything is written. */
@Injectable()
export class ReturnDrafting {
  constructor(
    private readonly parties: BuyingPlace,
    private readonly catalog: PurchaseCatalog,
    private readonly prices: PriceSuggestions,
    private readonly clock: Clock,
  ) {}

  /** Throws ValidationFailed with everything that is wrong. Blocked suppliers get their goods back all the same. */
  async draft(tx: Tx, input: ReturnInput, before: readonly SupplierReturnLine[] = []): Promise<ReturnDraft> {
    const receipt = input.receipt_id ? await readReceipt(tx, input.receipt_id) : undefined;
    const supplier_id = receipt?.supplier_id ?? input.supplier_id;
    const supplier = supplier_id ? await this.parties.supplier(tx, supplier_id) : undefined;
    const { place, faults } = await this.parties.place(tx, receipt?.location_id ?? input.location_id);
    const wanted = input.lines.map((line) => ofReceipt(line, receipt));
    const found = await this.catalog.purchasable(tx, {
      ...wantedProducts(wanted.map(asGoods)),
      location_id: place?.location_id,
    });
    const resolved = resolveGoods(wanted.map(asGoods), found, { path: 'lines', is_bought: false });
    const all = [
      ...faults,
      ...receiptFaults(input, receipt),
      ...(supplier === undefined ? [noSupplier(supplier_id)] : []),
      ...resolved.faults,
      ...wanted.flatMap((line, index) => lineFaults(line, index, before)),
    ];
    if (place === undefined || supplier === undefined || all.length > 0) throw new ValidationFailed(all);
    return this.reckon(tx, input, { place, supplier, wanted, goods: resolved.goods, before });
  }

  private async reckon(
    tx: Tx,
    input: ReturnInput,
    facts: {
      place: StockPlace;
      supplier: PurchaseSupplier;
      wanted: Wanted[];
      goods: ResolvedGoods[];
      before: readonly SupplierReturnLine[];
    },
  ): Promise<ReturnDraft> {
    const { place, supplier, wanted, goods, before } = facts;
    const { location_id, currency, purchase_prices_include_tax: prices_include_tax } = place;
    const on = businessDate(this.clock.now(), place.time_zone);
    const terms = { supplier_id: supplier.id, location_id, currency, prices_include_tax, on };
    const prices = await this.prices.suggest(tx, terms, goods);
    const digits = currencyDigits(currency);
    const lines = wanted.map((line, index) => {
      const kept = before.find(({ id }) => id === line.id);
      const figures = figuresOf(line, goods[index]!, prices[index]!);
      return {
        id: line.id ?? newId(),
        document_id: input.id,
        ...goodsColumns(goods[index]!, asGoods(line), index + 1),
        receipt_line_id: line.original?.id ?? kept?.receipt_line_id ?? null,
        is_from_stock: kept?.is_from_stock ?? true,
        issue_type: line.issue_type ?? null,
        batch_id: line.batch_id ?? null,
        serial_numbers: line.serial_numbers ?? [],
        stock_state: line.stock_state ?? ('sellable' as const),
        ...figures,
        tax_code: goods[index]!.product.tax_code,
        ...lineAmounts(figures, prices_include_tax, digits),
      };
    });
    const { id, receipt_id = null, reason = null } = input;
    return {
      place,
      supplier,
      lines,
      head: { id, receipt_id, reason, prices_include_tax, ...documentTotals(lines) },
    };
  }
}

async function readReceipt(db: Queryable, id: string): Promise<Receipt | undefined> {
  const [row] = await query<Omit<Receipt, 'lines'> | undefined>(db, RECEIPT_OF, [id]);
  if (row === undefined) return undefined;
  return { ...row, lines: new Map((await readReceiptLines(db, id)).map((line) => [line.id, line])) };
}

function ofReceipt(line: SupplierReturnLineDto, receipt: Receipt | undefined): Wanted {
  const original = line.receipt_line_id ? receipt?.lines.get(line.receipt_line_id.toLowerCase()) : undefined;
  if (original === undefined) return line;
  return {
    ...line,
    original,
    product_id: original.product_id,
    code: null,
    unit: line.unit ?? original.unit_code,
  };
}

function asGoods(line: Wanted): Parameters<typeof resolveGoods>[0][number] {
  const { product_id, code, unit, notes, quantity } = line;
  return { product_id, code, unit, notes, quantity: new Decimal(quantity) };
}

function figuresOf(
  line: Wanted,
  goods: ResolvedGoods,
  price: SuggestedPrice,
): Pick<SupplierReturnLine, 'quantity' | 'unit_price' | 'price_source' | 'discount_percent' | 'tax_rate'> {
  const { original } = line;
  const given = optionalDecimal(line.unit_price);
  const bought = original?.unit_price.times(goods.unit_factor).div(original.unit_factor).toDecimalPlaces(4);
  return {
    quantity: new Decimal(line.quantity),
    unit_price: given ?? bought ?? price.unit_price,
    price_source: given ? 'given' : original === undefined ? price.price_source : 'order',
    discount_percent: original?.discount_percent ?? ZERO,
    tax_rate: optionalDecimal(line.tax_rate) ?? original?.tax_rate ?? goods.product.tax_rate,
  };
}

function receiptFaults({ receipt_id }: ReturnInput, receipt: Receipt | undefined): FieldError[] {
  if (!receipt_id || receipt !== undefined) return [];
  const message = 'There is no completed delivery with this id.';
  return [{ field: 'receipt_id', code: 'DELIVERY_NOT_FOUND', message }];
}

function noSupplier(supplier_id: string | null | undefined): FieldError {
  return supplier_id
    ? { field: 'supplier_id', code: 'SUPPLIER_NOT_FOUND', message: `There is no supplier ${supplier_id}.` }
    : { field: 'supplier_id', code: 'SUPPLIER_REQUIRED', message: 'Say to whom the goods go back.' };
}

function lineFaults(line: Wanted, index: number, before: readonly SupplierReturnLine[]): FieldError[] {
  const kept = before.find(({ id }) => id === line.id);
  if (!line.receipt_line_id || kept?.receipt_line_id === line.receipt_line_id || line.original) return [];
  const field = `lines.${index}.receipt_line_id`;
  return [{ field, code: 'DELIVERY_LINE_NOT_FOUND', message: 'The delivery has no such line.' }];
}
