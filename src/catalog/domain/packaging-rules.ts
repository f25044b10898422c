import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import type { ProductKind } from './product-kind.js';

/** A pack as it will be, and the product it holds. */
export interface PlannedPack {
  kind: ProductKind;
  unit_id: string;
  base_unit: { id: string; code: string; decimal_places: number };
  factor: Decimal;
  allow_sale: boolean;
  allow_purchase: boolean;
  is_active: boolean;
  is_default_sale_unit: boolean;
  is_default_purchase_unit: boolean;
}

function defaultProblem(
  field: 'is_default_sale_unit' | 'is_default_purchase_unit',
  needs: 'allow_sale' | 'allow_purchase',
  pack: PlannedPack,
): FieldError[] {
  if (!pack[field] || (pack[needs] && pack.is_active)) return [];
  const lacking = pack.is_active ? needs : 'is_active';
  return [{ field, code: 'DEFAULT_NOT_ALLOWED', message: `${field} needs ${lacking}` }];
}

/** Everything wrong with a pack of a product. */
export function packagingProblems(pack: PlannedPack): FieldError[] {
  const { base_unit, factor } = pack;
  const problems = [
    ...defaultProblem('is_default_sale_unit', 'allow_sale', pack),
    ...defaultProblem('is_default_purchase_unit', 'allow_purchase', pack),
  ];
  if (pack.unit_id === base_unit.id) {
    const message = `${base_unit.code} is the product's own unit; a pack needs another one`;
    problems.push({ field: 'unit', code: 'UNIT_IS_BASE', message });
  }
  if (factor.decimalPlaces() > base_unit.decimal_places) {
    const allowed =
      base_unit.decimal_places === 0 ? 'a whole number' : `at most ${base_unit.decimal_places} decimals`;
    const message = `factor must be ${allowed} of ${base_unit.code}`;
    problems.push({ field: 'factor', code: 'FRACTIONAL_PIECES', message });
  }
  if (pack.kind === 'template') {
    const message = 'a template is not sold; its variants have packs of their own';
    problems.push({ field: 'product_id', code: 'TEMPLATE_HAS_NO_PACKS', message });
  }
  return problems;
}

interface Size {
  length_cm: Decimal | null;
  width_cm: Decimal | null;
  height_cm: Decimal | null;
  volume_m3: Decimal | null;
}

const CUBIC_CENTIMETRES = 1_000_000;
const VOLUME_DECIMALS = 6;

/** As it was said, else from the three lengths; null when neither is known. */
export function packVolume({ length_cm, width_cm, height_cm, volume_m3 }: Size): Decimal | null {
  if (volume_m3 !== null) return volume_m3;
  if (length_cm === null || width_cm === null || height_cm === null) return null;
  const volume = length_cm.times(width_cm).times(height_cm).div(CUBIC_CENTIMETRES);
  return volume.toDecimalPlaces(VOLUME_DECIMALS, Decimal.ROUND_HALF_UP);
}
