import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ScenarioItem {
  quantity: number;
  sku: string;
  unit?: string;
}

/** A row of carts.md. */
export interface ScenarioCart {
  title: string;
  place: string;
  customer?: string;
  /** An instant; absent = now. */
  at?: string;
  items: ScenarioItem[];
  coupon?: string;
  refused?: string;
  /** As `12.99 base −0.65` says them. */
  lines: { unit_price: number; price_rule: string; discount_amount: number }[];
  net: number;
  tax: number;
  total: number;
}

function itemOf(text: string): ScenarioItem {
  const match = /^([\d.]+) ([A-Z]+)(?:\/([a-z]+))?$/.exec(text.trim());
  if (match === null) throw new Error(`Not an item: ${text}`);
  const [, quantity, sku, unit] = match;
  return { quantity: Number(quantity), sku: sku!, ...(unit === undefined ? {} : { unit }) };
}

function lineOf(text: string): ScenarioCart['lines'][number] {
  const match = /^([\d.]+) ([a-z]+)(?: −([\d.]+))?$/.exec(text.trim());
  if (match === null) throw new Error(`Not a line: ${text}`);
  const [, unit_price, price_rule, discount = '0'] = match;
  return { unit_price: Number(unit_price), price_rule: price_rule!, discount_amount: Number(discount) };
}

function cartOf(cells: string[]): ScenarioCart {
  const [number, place, customer, when, cart, coupon, lines, net, tax, total] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const refused = /^refused (\w+)$/.exec(lines)?.[1];
  return {
    title: [number, place, customer, when, cart, coupon].filter((cell) => cell !== '').join(' | '),
    place,
    ...(customer === '–' ? {} : { customer }),
    ...(when === 'now' ? {} : { at: `${when}Z` }),
    items: cart.split(' + ').map(itemOf),
    ...(coupon === '' ? {} : { coupon }),
    ...(refused === undefined ? {} : { refused }),
    lines: refused === undefined ? lines.split(';').map(lineOf) : [],
    net: Number(net),
    tax: Number(tax),
    total: Number(total),
  };
}

/** The carts of carts.md, in its order. */
export function readCarts(): ScenarioCart[] {
  const text = readFileSync(join(__dirname, 'carts.md'), 'utf8');
  return text
    .split('\n')
    .filter((line) => /^\| *\d+ *\|/.test(line))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cartOf(cells.map((cell) => cell.trim())));
}
