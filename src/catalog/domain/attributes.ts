import type { FieldError } from '../../common/errors/domain-error.js';
import { isDay } from '../../common/http/validation/day-or-instant.js';

export const ATTRIBUTE_TYPES = ['text', 'number', 'boolean', 'date', 'select', 'multi_select'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** What the shop says of one key of `attributes`. */
export interface AttributeDefinition {
  code: string;
  type: AttributeType;
  options: readonly string[];
  is_required: boolean;
  /** Required of products of this category and below; null of all. */
  category_id: string | null;
}

const MAX_TEXT = 1000;

function isOption(value: unknown, options: readonly string[]): boolean {
  return typeof value === 'string' && options.includes(value);
}

/** What a value of this type has to be, or undefined when it is. */
function objection(value: unknown, { type, options }: AttributeDefinition): string | undefined {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value.length <= MAX_TEXT
        ? undefined
        : `text of at most ${MAX_TEXT} characters`;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'date':
      return isDay(value) ? undefined : 'a day (2026-11-20)';
    case 'select':
      return isOption(value, options) ? undefined : `one of: ${options.join(', ')}`;
    case 'multi_select': {
      const isChoice = Array.isArray(value) && value.every((each) => isOption(each, options));
      return isChoice && new Set(value).size === value.length
        ? undefined
        : `a list without repeats of: ${options.join(', ')}`;
    }
  }
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/**
 * Everything wrong with a product's attributes. A key that has a definition must fit it, whatever the product's
 * category; a key without one is the shop's own and may hold anything. Null says nothing.
 */
export function attributeProblems(
  attributes: Readonly<Record<string, unknown>>,
  definitions: Iterable<AttributeDefinition>,
): FieldError[] {
  const problems: FieldError[] = [];
  for (const definition of definitions) {
    const value = Object.hasOwn(attributes, definition.code) ? attributes[definition.code] : undefined;
    const wanted = isMissing(value) ? undefined : objection(value, definition);
    if (wanted === undefined) continue;
    const field = `attributes.${definition.code}`;
    problems.push({ field, code: 'ATTRIBUTE_VALUE', message: `${field} must be ${wanted}` });
  }
  return problems;
}

/** The required attributes that a product with this category (and what is above it) lacks. */
export function missingAttributes(
  attributes: Readonly<Record<string, unknown>>,
  definitions: Iterable<AttributeDefinition>,
  category_path: readonly string[],
): FieldError[] {
  const problems: FieldError[] = [];
  for (const { code, is_required, category_id } of definitions) {
    if (!is_required || (category_id !== null && !category_path.includes(category_id))) continue;
    if (Object.hasOwn(attributes, code) && !isMissing(attributes[code])) continue;
    const field = `attributes.${code}`;
    problems.push({ field, code: 'ATTRIBUTE_REQUIRED', message: `${field} is required` });
  }
  return problems;
}
