import type { SellableProduct, SellableProducts } from '../../catalog/index.js';
import { type ValidationFailed } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { resolveStockLines, type StockLineInput } from './resolve-stock-lines.js';

const BOX = { id: 'box', unit_code: 'box', unit_name: 'Box', factor: new Decimal(12), allow_sale: false };
const HALF = {
  id: 'half',
  unit_code: 'half',
  unit_name: 'Half',
  factor: new Decimal('0.5'),
  allow_sale: true,
};

function aProduct(id: string, facts: Partial<SellableProduct> = {}): SellableProduct {
  const packagings = [BOX, HALF].map((pack) => ({ ...pack, is_default_sale_unit: false }));
  const product = {
    id,
    sku: id.toUpperCase(),
    name: id,
    unit_code: 'pcs',
    unit_decimals: 0,
    is_stocked: true,
  };
  return { ...product, packagings, ...facts } as unknown as SellableProduct;
}

const mug = aProduct('mug');
const cheese = aProduct('cheese', { unit_code: 'kg', unit_decimals: 3 });
const advice = aProduct('advice', { is_stocked: false });
const found: SellableProducts = {
  byId: new Map([mug, cheese, advice].map((product) => [product.id, product])),
  byCode: new Map([
    ['400', { product: mug, packaging: mug.packagings[0]!, quantity: new Decimal(1), price: null }],
    ['MUG', { product: mug, packaging: null, quantity: null, price: null }],
  ]),
};

function inBaseUnits(...inputs: StockLineInput[]): string[] {
  return resolveStockLines(inputs, found).map(
    ({ quantity, unit_code, unit_factor }) => `${quantity.toFixed()} = ${unit_factor.toFixed()} ${unit_code}`,
  );
}

function faults(...inputs: StockLineInput[]): string[] {
  try {
    resolveStockLines(inputs, found);
    return [];
  } catch (error) {
    return (error as ValidationFailed).errors.map(({ field, code }) => `${field} ${code}`);
  }
}

it('counts packs in base units, by the unit that is named, scanned or the product has', () => {
  expect(
    inBaseUnits(
      { product_id: 'mug', quantity: 5, unit: 'BOX' },
      { product_id: 'MUG', quantity: -2 },
      { code: '400', quantity: 3 },
      { code: '400', quantity: 3, unit: 'pcs' },
      { product_id: 'cheese', quantity: 0.125 },
    ),
  ).toEqual(['60 = 12 box', '-2 = 1 pcs', '36 = 12 box', '3 = 1 pcs', '0.125 = 1 kg']);
});

it('takes a fraction of a pack that is whole pieces', () => {
  expect(inBaseUnits({ product_id: 'mug', quantity: 0.5, unit: 'box' })).toEqual(['6 = 12 box']);
});

it('names every wrong line at once', () => {
  expect(
    faults(
      { quantity: 1 },
      { product_id: 'mug', code: 'MUG', quantity: 1 },
      { product_id: 'nothing', quantity: 1 },
      { code: '999', quantity: 1 },
      { product_id: 'advice', quantity: 1 },
      { product_id: 'mug', quantity: 1, unit: 'pallet' },
      { product_id: 'mug', quantity: 1, unit: 'half' },
      { product_id: 'mug', quantity: 1 },
      { product_id: 'mug', quantity: 2, serial_numbers: ['A'] },
    ),
  ).toEqual([
    'lines.0.product_id PRODUCT_OR_CODE',
    'lines.1.product_id PRODUCT_OR_CODE',
    'lines.2.product_id PRODUCT_NOT_FOUND',
    'lines.3.code PRODUCT_NOT_FOUND',
    'lines.4.product_id PRODUCT_NOT_STOCKED',
    'lines.5.unit UNIT_NOT_FOUND',
    'lines.6.quantity FRACTIONAL_QUANTITY',
    'lines.8.serial_numbers SERIAL_NUMBERS_DIFFER',
  ]);
});
