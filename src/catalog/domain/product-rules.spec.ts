import { impliedFields, productProblems, type SentFacts, type StoredFacts } from './product-rules.js';

const pc = { code: 'pc', kind: 'piece', decimal_places: 0 };
const kg = { code: 'kg', kind: 'weight', decimal_places: 3 };
const stored: StoredFacts = {
  kind: 'standard',
  is_weighed: false,
  is_stocked: true,
  track_batches: false,
  track_serials: false,
  requires_expiry: false,
  min_stock_level: 0,
};

function broken(sent: SentFacts, unit = pc, before?: StoredFacts): string[] {
  return productProblems(sent, unit, before).map(({ field, code }) => `${field} ${code}`);
}

describe('rules between the fields of a product', () => {
  it('names every broken one', () => {
    const sent = { is_weighed: true, is_stocked: false, min_stock_level: 1.5, stock_quantity: 2.5 };
    expect(broken(sent)).toEqual([
      'min_stock_level FRACTIONAL_QUANTITY',
      'stock_quantity FRACTIONAL_QUANTITY',
      'unit UNIT_NOT_WEIGHABLE',
      'stock_quantity NOT_STOCKED',
    ]);
  });

  it('lets kilograms have grams', () => {
    expect(broken({ is_weighed: true, min_stock_level: 0.25, stock_quantity: 12.345 }, kg)).toEqual([]);
  });

  it('understands batches where a best-before date is asked for, and refuses to lose them', () => {
    expect(impliedFields({ requires_expiry: true }).track_batches).toBe(true);
    expect(broken({ requires_expiry: true })).toEqual([]);
    expect(broken({ requires_expiry: true, track_batches: false })).toEqual([
      'track_batches EXPIRY_NEEDS_BATCHES',
    ]);
    const dated = { ...stored, track_batches: true, requires_expiry: true };
    expect(broken({ track_batches: false }, pc, dated)).toEqual(['track_batches EXPIRY_NEEDS_BATCHES']);
    expect(broken({ track_batches: false, requires_expiry: false }, pc, dated)).toEqual([]);
  });

  it('gives serial numbers to pieces only, also when the unit changes under them', () => {
    expect(broken({ track_serials: true }, kg)).toEqual(['track_serials SERIALS_NEED_PIECES']);
    expect(broken({}, kg, { ...stored, track_serials: true })).toEqual(['track_serials SERIALS_NEED_PIECES']);
    expect(broken({ track_serials: true }, pc, stored)).toEqual([]);
  });

  it('tracks nothing of what is not stocked', () => {
    expect(broken({ is_stocked: false, requires_expiry: true, track_serials: true })).toEqual([
      'track_batches NOT_STOCKED',
      'track_serials NOT_STOCKED',
      'requires_expiry NOT_STOCKED',
    ]);
    expect(broken({ is_stocked: false }, pc, { ...stored, track_batches: true })).toEqual([
      'track_batches NOT_STOCKED',
    ]);
  });

  it('lets a template say what its variants track', () => {
    expect(broken({ kind: 'template', requires_expiry: true })).toEqual([]);
    expect(broken({ kind: 'template', track_serials: true }, kg)).toEqual([
      'track_serials SERIALS_NEED_PIECES',
    ]);
    expect(broken({ kind: 'bundle', track_batches: true })).toEqual(['track_batches NOT_STOCKED']);
  });

  it('keeps stock to standard products, and a product to its kind', () => {
    for (const kind of ['template', 'bundle'] as const) {
      expect(broken({ kind })).toEqual([]);
      expect(broken({ kind, is_stocked: true })).toEqual(['is_stocked KIND_NOT_STOCKED']);
      expect(broken({ kind, stock_quantity: 1 })).toEqual(['stock_quantity NOT_STOCKED']);
      expect(broken({ kind }, pc, stored)).toEqual([`kind KIND_IS_FINAL`]);
      const existing = { ...stored, kind, is_stocked: false };
      expect(broken({ kind, min_stock_level: 3 }, pc, existing)).toEqual([]);
      expect(broken({ is_stocked: true }, pc, existing)).toEqual(['is_stocked KIND_NOT_STOCKED']);
    }
  });
});
