import { sentFields } from '../../common/database/update-versioned.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { optionalDecimal } from '../../common/money/decimal.js';
import { packagingProblems } from '../domain/packaging-rules.js';
import type { Product } from '../products/product.entity.js';
import type { UpdatePackagingDto } from './dto/update-packaging.dto.js';
import { type ProductPackaging } from './product-packaging.entity.js';

const UNITS = `
  SELECT u.id, u.code, u.decimal_places, u.is_active FROM units u
  WHERE u.id = $1::uuid OR lower(u.code) = lower($2::text)`;

interface UnitRow {
  id: string;
  code: string;
  decimal_places: number;
  is_active: boolean;
}

/** A default goes with what it is a default of, unless it was insisted on. */
function withoutLostDefaults(pack: ProductPackaging, input: UpdatePackagingDto): void {
  if (input.is_default_sale_unit !== true && !(pack.is_active && pack.allow_sale)) {
    pack.is_default_sale_unit = false;
  }
  if (input.is_default_purchase_unit !== true && !(pack.is_active && pack.allow_purchase)) {
    pack.is_default_purchase_unit = false;
  }
}

function unitProblems(
  input: UpdatePackagingDto,
  unit: UnitRow | undefined,
  stored: ProductPackaging,
): FieldError[] {
  if (unit === undefined) {
    return [{ field: 'unit', code: 'UNIT_NOT_FOUND', message: `there is no unit ${input.unit}` }];
  }
  if (unit.is_active || unit.id === stored.unit_id) return [];
  return [{ field: 'unit', code: 'UNIT_INACTIVE', message: `the unit ${unit.code} is no longer in use` }];
}

/**
 * Sets on `pack` what was sent. One statement. Throws ValidationFailed naming every wrong field. The product's row
 * must be locked.
 */
export async function planPackaging(
  tx: Tx,
  product: Product,
  pack: ProductPackaging,
  input: UpdatePackagingDto,
): Promise<void> {
  const units = await query<UnitRow>(tx, UNITS, [product.unit_id, input.unit ?? null]);
  const base_unit = units.find(({ id }) => id === product.unit_id)!;
  const named = units.find(({ code }) => code.toLowerCase() === input.unit?.toLowerCase());
  const problems = input.unit === undefined ? [] : unitProblems(input, named, pack);
  const { unit: _unit, barcode: _barcode, barcodes: _barcodes, ...fields } = input;
  Object.assign(
    pack,
    sentFields({
      ...fields,
      unit_id: named?.id,
      factor: optionalDecimal(input.factor),
      length_cm: optionalDecimal(input.length_cm),
      width_cm: optionalDecimal(input.width_cm),
      height_cm: optionalDecimal(input.height_cm),
      weight_kg: optionalDecimal(input.weight_kg),
      volume_m3: optionalDecimal(input.volume_m3),
    }),
  );
  withoutLostDefaults(pack, input);
  problems.push(...packagingProblems({ ...pack, kind: product.kind, base_unit }));
  if (problems.length > 0) throw new ValidationFailed(problems);
}
