import type { Decimal } from '../../common/money/decimal.js';
import type { ReceiptLine } from '../domain/receipt-body.js';
import type { TaxedLine } from '../domain/receipt-taxes.js';

export interface PrintedLine extends TaxedLine {
  line_number: number;
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
  components?: readonly { sku: string; name: string; quantity: Decimal }[];
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
    };
  }
}
