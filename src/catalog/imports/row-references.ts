import type { FieldError } from '../../common/errors/domain-error.js';
import { comparablePlu } from '../domain/embedded-code.js';
import { readBarcode } from '../domain/barcode.js';
import { AMBIGUOUS } from './domain/category-paths.js';
import type { ExistingProduct, Known, KnownUnit } from './import-references.js';
import type { RowInput } from './row-input.js';

/** What the names in a row stand for: an id, null to clear, undefined where the row says nothing. */
export interface RowReferences {
  unit?: KnownUnit;
  category_id?: string | null;
  brand_id?: string | null;
  tax_group_id?: string | null;
  product_group_id?: string | null;
  /** Named, but not there yet. */
  category_path?: string;
  brand_name?: string;
  problems: FieldError[];
}

const DEFAULT_UNIT = 'pc';
const DEFAULT_WEIGHED_UNIT = 'kg';

function unitOf(
  { body }: RowInput,
  existing: ExistingProduct | undefined,
  known: Known,
): KnownUnit | undefined {
  if (typeof body.unit === 'string') return known.units.get(body.unit.toLowerCase());
  const fallback = body.is_weighed === true ? DEFAULT_WEIGHED_UNIT : DEFAULT_UNIT;
  return known.units.get(existing?.unit_id ?? fallback);
}

/** Codes that another product has, or that an earlier row of this batch claims. */
function takenCodes({ body }: RowInput, id: string | undefined, known: Known): FieldError[] {
  const isForeign = (owner: string | undefined): boolean => owner !== undefined && owner !== id;
  const sent: unknown[] = Array.isArray(body.barcodes) ? body.barcodes : [];
  const barcodes = sent
    .filter((code) => typeof code === 'string')
    .filter((code) => isForeign(known.gtins.get(readBarcode(code).gtin)));
  const errors = barcodes.map((code) => ({
    field: 'barcodes',
    code: 'BARCODE_TAKEN',
    message: `The barcode ${code} belongs to another product.`,
  }));
  if (typeof body.plu === 'string' && isForeign(known.plus.get(comparablePlu(body.plu)))) {
    errors.push({ field: 'plu', code: 'PLU_TAKEN', message: `The PLU ${body.plu} is taken.` });
  }
  return errors;
}

function groupProblem(field: 'tax_group' | 'product_group', name: string): FieldError {
  const code = `${field.toUpperCase()}_NOT_FOUND`;
  return { field, code, message: `There is no ${field.replace('_', ' ')} with the code ${name}.` };
}

/** Looks up everything a row names. Categories and brands that are missing are made later, if the row is accepted. */
export function rowReferences(
  input: RowInput,
  existing: ExistingProduct | undefined,
  known: Known,
): RowReferences {
  const found: RowReferences = { problems: takenCodes(input, existing?.id, known) };
  const { category, brand } = input.names;
  found.unit = unitOf(input, existing, known);
  if (found.unit === undefined && typeof input.body.unit === 'string') {
    found.problems.push({
      field: 'unit',
      code: 'UNIT_NOT_FOUND',
      message: `There is no unit ${input.body.unit}.`,
    });
  }
  if (found.unit?.is_active === false && found.unit.id !== existing?.unit_id) {
    const message = `The unit ${found.unit.code} is out of use.`;
    found.problems.push({ field: 'unit', code: 'UNIT_INACTIVE', message });
  }
  for (const field of ['tax_group', 'product_group'] as const) {
    const name = input.names[field];
    if (name === undefined || (name !== null && typeof name !== 'string')) continue;
    const id = name === null ? null : known[`${field}s`].get(name.trim().toLowerCase());
    if (id === undefined) found.problems.push(groupProblem(field, name!));
    else found[`${field}_id`] = id;
    if (id && known.closed_groups.has(id) && id !== existing?.product_group_id) {
      const message = `The product group ${name} is out of use.`;
      found.problems.push({ field, code: 'PRODUCT_GROUP_INACTIVE', message });
    }
  }
  if (brand === null) found.brand_id = null;
  else if (typeof brand === 'string') {
    found.brand_id = known.brands.get(brand.trim().toLowerCase());
    if (found.brand_id === undefined) found.brand_name = brand.trim();
  }
  if (category === null) found.category_id = null;
  else if (typeof category === 'string') {
    const id = known.categories.find(category);
    if (id === AMBIGUOUS) {
      const message = `Several categories are named ${category}; write the path to it: Parent > ${category}.`;
      found.problems.push({ field: 'category', code: 'CATEGORY_AMBIGUOUS', message });
    } else if (id === undefined) found.category_path = category;
    else found.category_id = id;
  }
  return found;
}
