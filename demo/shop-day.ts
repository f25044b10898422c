import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Decimal } from '../src/common/money/decimal.js';

interface Row {
  InvoiceNo: string;
  StockCode: string;
  Description: string;
  Quantity: string;
  InvoiceDate: string;
  UnitPrice: string;
  CustomerID: string;
  Country: string;
}

export interface DayProduct {
  sku: string;
  name: string;
  price: Decimal;
  cost_price: Decimal;
  /** What the day sells of it: the shop opens with exactly that. */
  sold: Decimal;
}

export interface DayLine {
  sku: string;
  quantity: Decimal;
  unit_price: Decimal;
}

export interface DayInvoice {
  number: string;
  is_return: boolean;
  at: string;
  customer: string | null;
  lines: DayLine[];
  total: Decimal;
}

export interface ShopDay {
  products: DayProduct[];
  customers: { code: string; country: string }[];
  invoices: DayInvoice[];
}

const COST_SHARE = 0.6;

/** `12/1/10 8:26` as an instant. The shop is in the UK, where winter time is UTC. */
function instantOf(text: string): string {
  const match = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(text);
  if (match === null) throw new Error(`Not a date: ${text}`);
  const [month, day, year, hour, minute] = match.slice(1).map((part) => part.padStart(2, '0'));
  return `20${year}-${month}-${day}T${hour}:${minute}:00Z`;
}

function productsOf(rows: readonly Row[]): DayProduct[] {
  const products = new Map<string, DayProduct>();
  for (const row of rows) {
    const sku = row.StockCode.trim();
    const price = new Decimal(row.UnitPrice);
    const known = products.get(sku) ?? {
      sku,
      name: '',
      price,
      cost_price: price.times(COST_SHARE).toDecimalPlaces(4),
      sold: new Decimal(0),
    };
    const quantity = Decimal.max(0, row.Quantity);
    const name = known.name === '' ? row.Description.trim() : known.name;
    products.set(sku, { ...known, name, sold: known.sold.plus(quantity) });
  }
  return [...products.values()].map((product) => ({
    ...product,
    name: product.name || `Product ${product.sku}`,
  }));
}

function invoiceOf(number: string, rows: readonly Row[]): DayInvoice {
  const first = rows[0]!;
  const lines = rows.map((row) => ({
    sku: row.StockCode.trim(),
    quantity: new Decimal(row.Quantity).abs(),
    unit_price: new Decimal(row.UnitPrice),
  }));
  return {
    number,
    is_return: number.startsWith('C'),
    at: instantOf(first.InvoiceDate),
    customer: first.CustomerID === '' ? null : first.CustomerID,
    lines,
    total: lines.reduce((total, line) => total.plus(line.quantity.times(line.unit_price)), new Decimal(0)),
  };
}

/** One real day of a shop, as the file has it: nothing is cleaned away. */
export function readShopDay(file: string): ShopDay {
  const rows = parse<Row>(readFileSync(file, 'utf8'), { columns: true, bom: true });
  const byInvoice = new Map<string, Row[]>();
  for (const row of rows) byInvoice.set(row.InvoiceNo, [...(byInvoice.get(row.InvoiceNo) ?? []), row]);
  const customers = new Map(
    rows.filter((row) => row.CustomerID !== '').map((row) => [row.CustomerID, row.Country]),
  );
  return {
    products: productsOf(rows),
    customers: [...customers].map(([code, country]) => ({ code, country })),
    invoices: [...byInvoice].map(([number, lines]) => invoiceOf(number, lines)),
  };
}
