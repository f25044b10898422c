import type { Decimal } from '../../common/money/decimal.js';
import type { MovedLot } from '../domain/moved-lots.js';
import type { ReceiptLine, ReceiptLot } from '../domain/receipt-body.js';
import type { TaxedLine } from '../domain/receipt-taxes.js';

export interface PrintedLine extends TaxedLine {
  line_number: number;
  product_id: string;
  sku: string;
  name: string;
  unit_code: string;
  unit_factor: Decimal;
  quantity: Decimal;
  unit_price: Decimal;
  discount_amount: Decimal;
  tax_amount: Decimal;
  total_amount: Decimal;
  /** Of a bundle. */
  components?: readonly { product_id: string; sku: string; name: string; quantity: Decimal }[];
  /** Batches and serial numbers. */
  lots: readonly MovedLot[];
}

/** Money and counts as text, with the sign of the document: returns and voids are printed negative. */
export class ReceiptPrinter {
  constructor(
    private readonly digits: number,
    private readonly sign: 1 | -1,
  ) {}

  money(amount: Decimal): string {
    return amount.times(this.sign).plus(0).toFixed(this.digits);
  }

  count(quantity: Decimal): string {
    return quantity.times(this.sign).toFixed();
  }

  /** A unit price may have more digits than the currency (0.0125 a sheet): never fewer than it. */
  price(amount: Decimal): string {
    return amount.toFixed(Math.max(this.digits, amount.decimalPlaces()));
  }

  line(line: PrintedLine): ReceiptLine {
    return {
      line: line.line_number,
      sku: line.sku,
      name: line.name,
      unit: line.unit_code,
      unit_factor: line.unit_factor.toFixed(),
      quantity: this.count(line.quantity),
      unit_price: this.price(line.unit_price),
      discount: this.money(line.discount_amount),
      net: this.money(line.net_amount),
      tax_code: line.tax_code,
      tax_rate: line.tax_rate.toFixed(),
      tax_treatment: line.tax_treatment,
      tax: this.money(line.tax_amount),
      taxes: line.taxes.map(({ code, name, rate, amount }) => ({
        code,
        name,
        rate: rate.toFixed(),
        tax: this.money(amount),
      })),
      total: this.money(line.total_amount),
      parts: (line.components ?? []).map(({ sku, name, quantity }) => ({
        sku,
        name,
        quantity: this.count(quantity),
      })),
      lots: line.lots.map((lot) => this.lot(lot, line)),
    };
  }

  private lot(
    { product_id, batch_number, expiry_date, serial_number, quantity }: MovedLot,
    line: PrintedLine,
  ): ReceiptLot {
    const { sku } = line.components?.find((part) => part.product_id === product_id) ?? line;
    const names = { batch: batch_number, expires: expiry_date, serial: serial_number };
    return { sku, ...names, quantity: this.count(quantity) };
  }
}
