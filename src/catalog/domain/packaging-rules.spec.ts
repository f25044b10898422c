import { Decimal } from '../../common/money/decimal.js';
import { packConversions } from './pack-conversions.js';
import { packagingProblems, packVolume, type PlannedPack } from './packaging-rules.js';

const pc = { id: 'pc', code: 'pc', decimal_places: 0 };
const kg = { id: 'kg', code: 'kg', decimal_places: 3 };
const pack: PlannedPack = {
  kind: 'standard',
  unit_id: 'case',
  base_unit: pc,
  factor: new Decimal(24),
  allow_sale: true,
  allow_purchase: true,
  is_active: true,
  is_default_sale_unit: true,
  is_default_purchase_unit: true,
};

function broken(changes: Partial<PlannedPack>): string[] {
  return packagingProblems({ ...pack, ...changes }).map(({ field, code }) => `${field} ${code}`);
}

describe('a pack', () => {
  it('holds whole pieces, and as much of a measure as the measure can express', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ factor: new Decimal('2.5') })).toEqual(['factor FRACTIONAL_PIECES']);
    expect(broken({ base_unit: kg, factor: new Decimal('2.5') })).toEqual([]);
    expect(broken({ base_unit: { ...kg, decimal_places: 1 }, factor: new Decimal('2.25') })).toEqual([
      'factor FRACTIONAL_PIECES',
    ]);
  });

  it('is not the unit itself, and no template has one', () => {
    expect(broken({ unit_id: 'pc' })).toEqual(['unit UNIT_IS_BASE']);
    expect(broken({ kind: 'template' })).toEqual(['product_id TEMPLATE_HAS_NO_PACKS']);
    expect(broken({ kind: 'bundle' })).toEqual([]);
  });

  it('is only a default of what it is in use for', () => {
    expect(broken({ allow_sale: false })).toEqual(['is_default_sale_unit DEFAULT_NOT_ALLOWED']);
    expect(broken({ allow_purchase: false })).toEqual(['is_default_purchase_unit DEFAULT_NOT_ALLOWED']);
    expect(broken({ is_active: false })).toEqual([
      'is_default_sale_unit DEFAULT_NOT_ALLOWED',
      'is_default_purchase_unit DEFAULT_NOT_ALLOWED',
    ]);
  });

  it('has the volume that was said, else that of its sides', () => {
    const side = (cm: number | null) => (cm === null ? null : new Decimal(cm));
    const volume = (l: number | null, w: number | null, h: number | null, said: number | null) =>
      packVolume({ length_cm: side(l), width_cm: side(w), height_cm: side(h), volume_m3: side(said) });
    expect(volume(40, 30, 25.5, null)?.toString()).toBe('0.0306');
    expect(volume(40, 30, 25.5, 0.04)?.toString()).toBe('0.04');
    expect(volume(40, null, 25.5, null)).toBeNull();
  });
});

describe('conversions between packs', () => {
  const units = [
    { unit: 'pc', factor: new Decimal(1) },
    { unit: 'six', factor: new Decimal(6) },
    { unit: 'ten', factor: new Decimal(10) },
  ];
  const said = (isPiece: boolean) =>
    packConversions(units, isPiece).map(
      ({ from_unit, to_unit, ratio, is_even }) => `${from_unit}>${to_unit} ${ratio.toString()} ${is_even}`,
    );

  it('name what cannot be broken down without a rest, for pieces', () => {
    expect(said(true)).toEqual([
      'pc>six 0.166667 true',
      'pc>ten 0.1 true',
      'six>pc 6 true',
      'six>ten 0.6 true',
      'ten>pc 10 true',
      'ten>six 1.666667 false',
    ]);
  });

  it('are even for what is measured', () => {
    expect(said(false)).toContain('ten>six 1.666667 true');
  });
});
