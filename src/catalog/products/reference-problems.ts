import type { FieldError } from '../../common/errors/domain-error.js';
import { attributeProblems, missingAttributes } from '../domain/attributes.js';
import { productProblems } from '../domain/product-rules.js';
import type { SaveProductDto } from './dto/save-product.dto.js';
import type { ProductReferenceFacts } from './product-facts.js';
import type { Product } from './product.entity.js';

type Reference = 'category_id' | 'brand_id' | 'tax_group_id' | 'product_group_id';

function missing(
  field: Reference,
  input: Partial<SaveProductDto>,
  facts: ProductReferenceFacts,
): FieldError[] {
  if (typeof input[field] !== 'string' || facts[`has_${field}`]) return [];
  const code = `${field.replace('_id', '').toUpperCase()}_NOT_FOUND`;
  return [{ field, code, message: `${field} names nothing that exists` }];
}

/** What is out of use keeps what has it, and takes nothing new. */
function outOfUse(
  input: Partial<SaveProductDto>,
  facts: ProductReferenceFacts,
  current?: Product,
): FieldError[] {
  const problems: FieldError[] = [];
  if (facts.is_unit_active === false && facts.unit_id !== current?.unit_id) {
    const message = `the unit ${facts.unit_code} is no longer in use`;
    problems.push({ field: 'unit', code: 'UNIT_INACTIVE', message });
  }
  if (facts.is_product_group_active === false && input.product_group_id !== current?.product_group_id) {
    const message = 'the product group is no longer in use';
    problems.push({ field: 'product_group_id', code: 'PRODUCT_GROUP_INACTIVE', message });
  }
  return problems;
}

/** What the body refers to and cannot have. */
export function referenceProblems(
  input: Partial<SaveProductDto>,
  facts: ProductReferenceFacts,
  current?: Product,
): FieldError[] {
  const problems = [
    ...missing('category_id', input, facts),
    ...missing('brand_id', input, facts),
    ...missing('tax_group_id', input, facts),
    ...missing('product_group_id', input, facts),
    ...outOfUse(input, facts, current),
  ];
  if (facts.unit_id === null) {
    problems.push({ field: 'unit', code: 'UNIT_NOT_FOUND', message: `there is no unit ${input.unit}` });
  }
  if (typeof input.category === 'string' && facts.is_category_named === false) {
    const message = 'category and category_id differ';
    problems.push({ field: 'category', code: 'CATEGORY_MISMATCH', message });
  }
  return problems;
}

/** Rules between the fields, and between attributes and their definitions. */
export function ruleProblems(
  input: Partial<SaveProductDto>,
  facts: ProductReferenceFacts,
  current?: Product,
): FieldError[] {
  const unit = { code: facts.unit_code, kind: facts.unit_kind, decimal_places: facts.unit_decimals };
  return [
    ...(facts.unit_id === null ? [] : productProblems(input, unit, current)),
    ...attributeProblems(input.attributes ?? {}, facts.definitions ?? []),
  ];
}

/**
 * The required attributes that are missing, where they can have become so: in a new product, with new attributes, or
 * in another category. A definition made later does not lock the products that were there before it.
 */
export function requirementProblems(
  input: Partial<SaveProductDto>,
  facts: ProductReferenceFacts,
  category_path: readonly string[],
  current?: Product,
): FieldError[] {
  const isAsked =
    current === undefined ||
    input.attributes !== undefined ||
    input.category !== undefined ||
    input.category_id !== undefined;
  const attributes = input.attributes ?? current?.attributes ?? {};
  return isAsked ? missingAttributes(attributes, facts.definitions ?? [], category_path) : [];
}
