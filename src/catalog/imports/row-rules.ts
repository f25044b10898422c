import { isDeepStrictEqual } from 'node:util';
import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { attributeProblems, missingAttributes } from '../domain/attributes.js';
import { productProblems, type StoredFacts } from '../domain/product-rules.js';
import type { UpdateProductDto } from '../products/dto/update-product.dto.js';
import type { ExistingProduct, Known, KnownUnit } from './import-references.js';
import type { RowPlan } from './row-plan.js';

/** What is on the shelf and in its packs is counted in the old unit, and cannot stop being stock. */
function stockProblems(body: UpdateProductDto, unit: KnownUnit, existing?: ExistingProduct): FieldError[] {
  if (existing === undefined) return [];
  const errors: FieldError[] = [];
  if (existing.has_packs && unit.id !== existing.unit_id) {
    errors.push({
      field: 'unit',
      code: 'HAS_PACKAGINGS',
      message: 'Its unit cannot change while it has packs.',
    });
  }
  if (new Decimal(existing.on_hand).isZero()) return errors;
  const message = `There still is stock of it: ${existing.on_hand}.`;
  if (unit.id !== existing.unit_id) errors.push({ field: 'unit', code: 'HAS_STOCK', message });
  if (body.track_serials !== undefined && body.track_serials !== existing.track_serials)
    errors.push({ field: 'track_serials', code: 'SERIAL_TRACKING_NEEDS_EMPTY_STOCK', message });
  if (existing.is_stocked === true && body.is_stocked === false)
    errors.push({ field: 'is_stocked', code: 'HAS_STOCK', message });
  return errors;
}

/** Every rule between the fields of a row, and what is stored of its product, that is broken. */
export function ruleProblems(
  body: UpdateProductDto,
  unit: KnownUnit,
  { attributes }: Known,
  existing?: ExistingProduct,
): FieldError[] {
  return [
    ...productProblems(body, unit, existing as StoredFacts | undefined),
    ...attributeProblems(body.attributes ?? {}, attributes),
    ...stockProblems(body, unit, existing),
  ];
}

/** Required attributes that a row leaves out, where its product can have come to need them by this row. */
export function lackingAttributes({ product, before, category_path }: RowPlan, known: Known): FieldError[] {
  if (product === undefined) return [];
  const isAsked =
    before === undefined ||
    category_path !== undefined ||
    before.category_id !== product.category_id ||
    !isDeepStrictEqual(before.attributes, product.attributes);
  if (!isAsked) return [];
  const path =
    category_path === undefined
      ? known.categories.pathOf(product.category_id as string | null)
      : known.categories.knownPathOf(category_path);
  return missingAttributes(product.attributes as Record<string, unknown>, known.attributes, path);
}
