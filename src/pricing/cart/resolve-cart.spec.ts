import { aProduct as aPricedProduct, d } from '../../../test/support/builders/cart.js';
import type {
  ScannedProduct,
  SellablePackaging,
  SellableProduct,
  SellableProducts,
} from '../../catalog/index.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import { resolveCart, wantedProducts, type ResolveOptions } from './resolve-cart.js';
import type { CartItemRequest } from './resolved-line.js';

const ID = '01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11';

function aPackaging(
  id: string,
  unit_code: string,
  changes: Partial<SellablePackaging> = {},
): SellablePackaging {
  return {
    id,
    unit_code,
    unit_name: unit_code,
    factor: d(6),
    allow_sale: true,
    is_default_sale_unit: false,
    ...changes,
  };
}

const box = aPackaging('box', 'Box');
const pallet = aPackaging('pallet', 'pallet', {
  factor: d(600),
  allow_sale: false,
  is_default_sale_unit: true,
});

function aSellable(changes: Partial<SellableProduct> = {}): SellableProduct {
  const { category_path, product_group_path, tax_components, ...priced } = aPricedProduct(ID, '2.00');
  return {
    ...priced,
    category_path: [...category_path],
    product_group_path: [...product_group_path],
    tax_components: [...tax_components],
    sku: 'EGG',
    name: 'Egg',
    kind: 'standard',
    unit_decimals: 0,
    tax_group_id: null,
    category_id: null,
    product_group_id: null,
    lifecycle_status: 'active',
    sales_blocked: false,
    is_stocked: true,
    track_batches: false,
    track_serials: false,
    requires_expiry: false,
    min_stock_level: d(0),
    packagings: [box, pallet],
    parts: [],
    ...changes,
  };
}

function found(product = aSellable()): SellableProducts {
  const scanned: ScannedProduct = { product, quantity: null, price: null, packaging: null };
  return {
    byId: new Map([[ID, product]]),
    byCode: new Map([
      ['EGG', scanned],
      ['BOX', { ...scanned, packaging: box, quantity: d(1) }],
      ['LABEL', { ...scanned, quantity: d('3'), price: d('1.80') }],
    ]),
  };
}

function resolve(item: Partial<CartItemRequest>, options: ResolveOptions = {}, products = found()) {
  return resolveCart([{ line_id: 'l', ...item }], products, options)[0]!;
}

function fault(item: Partial<CartItemRequest>, options: ResolveOptions = {}, products = found()): string {
  try {
    resolve(item, options, products);
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return error.errors.map(({ field, code }) => `${field} ${code}`).join();
  }
  return 'none';
}

function sold(item: Partial<CartItemRequest>): string {
  const { quantity, packaging, code_price } = resolve(item);
  return `${quantity.toFixed()} ${packaging?.id ?? 'unit'}${code_price === null ? '' : ` at ${code_price.toFixed(2)}`}`;
}

describe('a line of a cart', () => {
  it.each([
    ['one unit by id, in any case', { product_id: ID.toUpperCase() }, '1 unit'],
    ['several by SKU', { code: 'EGG', quantity: d(4) }, '4 unit'],
    ['the pack whose barcode was scanned', { code: 'BOX' }, '1 box'],
    ['several of them', { code: 'BOX', quantity: d(2) }, '2 box'],
    ['what the label of the scale says', { code: 'LABEL' }, '3 unit at 1.80'],
    ['the price of a stored line', { product_id: ID, code_price: d('1.70') }, '1 unit at 1.70'],
    ['a pack by its unit, in any case', { product_id: ID, unit: 'BOX', quantity: d('0.5') }, '0.5 box'],
    ['the base unit, although a pack was scanned', { code: 'BOX', unit: 'pc' }, '1 unit'],
    [
      'the pack of a stored line, although it is sold no more',
      { product_id: ID, packaging_id: 'pallet' },
      '1 pallet',
    ],
    // The default sale unit is for the till to offer: a quantity without a unit is one of base units.
    ['base units without a word', { product_id: ID, quantity: d(600) }, '600 unit'],
  ])('is %s', (_what, item, expected) => expect(sold(item)).toBe(expected));

  it.each([
    ['items.0.product_id PRODUCT_OR_CODE', {}],
    ['items.0.product_id PRODUCT_OR_CODE', { product_id: ID, code: 'EGG' }],
    ['items.0.product_id PRODUCT_NOT_FOUND', { product_id: 'another' }],
    ['items.0.code PRODUCT_NOT_FOUND', { code: 'HEN' }],
    ['items.0.unit UNIT_NOT_FOUND', { product_id: ID, unit: 'crate' }],
    ['items.0.unit UNIT_NOT_FOUND', { product_id: ID, packaging_id: 'gone' }],
    ['items.0.unit UNIT_NOT_SOLD', { product_id: ID, unit: 'pallet' }],
    ['items.0.quantity FRACTIONAL_PIECES', { product_id: ID, quantity: d('0.5') }],
    ['items.0.quantity FRACTIONAL_PIECES', { product_id: ID, unit: 'box', quantity: d('0.25') }],
  ])('is refused as %s', (expected, item) => expect(fault(item)).toBe(expected));

  it('names every wrong line at once', () => {
    const items = [{ line_id: 'a', code: 'HEN' }, { line_id: 'b', product_id: ID }, { line_id: 'c' }];
    expect(() => resolveCart(items, found())).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({ field: 'items.0.code' }),
          expect.objectContaining({ field: 'items.2.product_id' }),
        ],
      }),
    );
  });
});

describe('what cannot be sold', () => {
  const blocked = found(aSellable({ sales_blocked: true }));
  const template = found(aSellable({ kind: 'template' }));

  it('is refused, or only reported for a look', () => {
    expect(fault({ product_id: ID }, {}, blocked)).toBe('items.0.product_id SALES_BLOCKED');
    expect(fault({ code: 'EGG' }, {}, template)).toBe('items.0.code NOT_SELLABLE');
    expect(resolve({ product_id: ID }, { report_refusals: true }, blocked).sale_refusal).toBe(
      'SALES_BLOCKED',
    );
  });

  it('may come back, unless it is a template', () => {
    expect(fault({ product_id: ID }, { is_return: true }, blocked)).toBe('none');
    expect(fault({ product_id: ID, unit: 'pallet' }, { is_return: true })).toBe('none');
    expect(fault({ product_id: ID }, { is_return: true }, template)).toBe('items.0.product_id NOT_SELLABLE');
  });
});

it('asks the catalogue for ids, and for codes where there is no id', () => {
  const items = [
    { line_id: 'a', product_id: ID.toUpperCase() },
    { line_id: 'b', code: 'EGG' },
    { line_id: 'c', product_id: ID, code: 'EGG' },
  ];
  expect(wantedProducts(items)).toEqual({ product_ids: [ID, ID], codes: ['EGG'] });
});
