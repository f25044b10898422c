import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Decimal } from '../src/common/money/decimal.js';

interface Row {
  'Invoice ID': string;
  Branch: string;
  City: string;
  'Customer type': 'Member' | 'Normal';
  'Product line': string;
  'Unit price': string;
  Quantity: string;
  'Tax 5%': string;
  Total: string;
  Date: string;
  Time: string;
  Payment: 'Cash' | 'Credit card' | 'Ewallet';
}

export interface MarketReceipt {
  number: string;
  branch: string;
  is_member: boolean;
  sku: string;
  quantity: Decimal;
  /** As the file has it: with parts of a cent. */
  tax: Decimal;
  total: Decimal;
  at: string;
  payment_method: 'cash' | 'credit_card' | 'digital_wallet';
}

export interface MarketProduct {
  sku: string;
  name: string;
  category: string;
  price: Decimal;
}

export interface Market {
  branches: { code: string; city: string }[];
  products: MarketProduct[];
  receipts: MarketReceipt[];
}

const METHODS = { Cash: 'cash', 'Credit card': 'credit_card', Ewallet: 'digital_wallet' } as const;

/** `01-05-2019` or `1/27/2019`, and `13:08`, in India, which is 5 hours 30 minutes ahead of UTC all the year. */
function instantOf(date: string, time: string): string {
  const [month, day, year] = date.split(/[-/]/);
  const local = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}T${time.padStart(5, '0')}:00+05:30`;
  return new Date(local).toISOString();
}

/** The file names no products: what costs the same in one product line is taken for one. */
function skuOf(row: Row): string {
  const initials = row['Product line'].replace(/[^A-Za-z ]/g, '').split(' ');
  const letters = initials.map((word) => word.charAt(0).toUpperCase()).join('');
  return `${letters}-${row['Unit price']}`;
}

function receiptOf(row: Row): MarketReceipt {
  return {
    number: row['Invoice ID'],
    branch: row.Branch,
    is_member: row['Customer type'] === 'Member',
    sku: skuOf(row),
    quantity: new Decimal(row.Quantity),
    tax: new Decimal(row['Tax 5%']),
    total: new Decimal(row.Total),
    at: instantOf(row.Date, row.Time),
    payment_method: METHODS[row.Payment],
  };
}

/** The receipts of three branches of a supermarket, a line each, as the file has them. */
export function readMarket(file: string): Market {
  const rows = parse<Row>(readFileSync(file, 'utf8'), { columns: true, bom: true });
  const products = new Map(
    rows.map((row) => {
      const price = new Decimal(row['Unit price']);
      const category = row['Product line'];
      const sku = skuOf(row);
      return [sku, { sku, name: `${category} at ${price.toFixed(2)}`, category, price }];
    }),
  );
  const branches = new Map(rows.map((row) => [row.Branch, row.City]));
  return {
    branches: [...branches]
      .map(([code, city]) => ({ code, city }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    products: [...products.values()],
    receipts: rows.map(receiptOf),
  };
}
