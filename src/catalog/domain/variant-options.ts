import type { FieldError } from '../../common/errors/domain-error.js';

export const OPTION_TYPES = ['text', 'number', 'colour'] as const;
export type OptionType = (typeof OPTION_TYPES)[number];
export type OptionValue = string | number;
/** What a variant chose, by the option's name. */
export type OptionValues = Record<string, OptionValue>;

/** One choice that tells variants apart: `Size`, of `S`, `M` and `L`. */
export interface VariantOption {
  name: string;
  type: OptionType;
  /** In order. */
  values: OptionValue[];
  /** What colours look like, by value: `#RRGGBB`. */
  swatches?: Record<string, string>;
}

/** Values that differ in case or surrounding blanks alone are the same; so are the names of options. */
function same(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : `number ${String(value)}`;
}

function repeated(values: readonly unknown[]): boolean {
  return new Set(values.map(same)).size < values.length;
}

function problemsOf(option: VariantOption, field: string): FieldError[] {
  const problems: FieldError[] = [];
  const wanted = option.type === 'number' ? 'number' : 'string';
  option.values.forEach((value, n) => {
    if (typeof value === wanted) return;
    const message = `the values of an option of the type ${option.type} are ${wanted === 'number' ? 'numbers' : 'texts'}`;
    problems.push({ field: `${field}.values.${n}`, code: 'WRONG_TYPE', message });
  });
  if (repeated(option.values)) {
    problems.push({
      field: `${field}.values`,
      code: 'REPEATED_VALUE',
      message: 'each value is there only once',
    });
  }
  const stray = Object.keys(option.swatches ?? {}).find(
    (key) => option.type !== 'colour' || !option.values.some((value) => same(value) === same(key)),
  );
  if (stray !== undefined) {
    const message = 'swatches are for the values of an option of the type colour';
    problems.push({ field: `${field}.swatches`, code: 'NO_SUCH_COLOUR', message });
  }
  return problems;
}

/** Every rule that a template's options break. */
export function optionProblems(options: readonly VariantOption[]): FieldError[] {
  const problems = options.flatMap((option, n) => problemsOf(option, `options.${n}`));
  if (repeated(options.map(({ name }) => name))) {
    problems.push({ field: 'options', code: 'REPEATED_NAME', message: 'each option has a name of its own' });
  }
  return problems;
}

/**
 * A choice of one allowed value for every option, spelled as the options spell it. `problems` names every option that
 * is missing, unknown or given a value it does not have.
 */
export function chosenValues(
  options: readonly VariantOption[],
  sent: Readonly<Record<string, unknown>>,
): { values: OptionValues; problems: FieldError[] } {
  const byName = new Map(Object.entries(sent).map(([name, value]) => [same(name), value]));
  const values: OptionValues = {};
  const problems: FieldError[] = [];
  for (const option of options) {
    const field = `option_values.${option.name}`;
    const wanted = byName.get(same(option.name));
    byName.delete(same(option.name));
    const value = option.values.find((each) => wanted !== undefined && same(each) === same(wanted));
    if (value !== undefined) values[option.name] = value;
    else if (wanted === undefined) {
      problems.push({ field, code: 'OPTION_MISSING', message: `choose one of ${option.values.join(', ')}` });
    } else {
      const message = `${option.name} must be one of ${option.values.join(', ')}`;
      problems.push({ field, code: 'VALUE_NOT_ALLOWED', message });
    }
  }
  for (const name of Object.keys(sent).filter((each) => byName.has(same(each)))) {
    const message = `the template has no option ${name}`;
    problems.push({ field: `option_values.${name}`, code: 'NO_SUCH_OPTION', message });
  }
  return { values, problems };
}

/** True when two variants chose the same. */
export function sameChoice(one: OptionValues, other: OptionValues): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

export function countCombinations(options: readonly VariantOption[]): number {
  return options.length === 0 ? 0 : options.reduce((count, { values }) => count * values.length, 1);
}

/** Every choice there is, the last option changing fastest. */
export function combinations(options: readonly VariantOption[]): OptionValues[] {
  if (options.length === 0) return [];
  return options.reduce<OptionValues[]>(
    (choices, { name, values }) =>
      choices.flatMap((choice) => values.map((value) => ({ ...choice, [name]: value }))),
    [{}],
  );
}

const MAX_SKU = 64;
const MAX_NAME = 255;

function asCode(value: OptionValue): string {
  return String(value)
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** The template's SKU and the values: `TEE-RED-M`; with a number when another product has that. */
export function variantSku(
  template: string,
  values: OptionValues,
  isTaken: (sku: string) => boolean,
): string {
  const codes = Object.values(values).map(asCode);
  const base = [template, ...codes].filter((part) => part !== '').join('-');
  for (let n = 1; ; n++) {
    const ending = n === 1 ? '' : `-${n}`;
    const sku = `${base.slice(0, MAX_SKU - ending.length).trimEnd()}${ending}`;
    if (!isTaken(sku.toLowerCase())) return sku;
  }
}

/** The template's name and the values: `Tee Red / M`. */
export function variantName(template: string, values: OptionValues): string {
  const chosen = Object.values(values).join(' / ').slice(0, MAX_NAME);
  return `${template.slice(0, Math.max(0, MAX_NAME - chosen.length - 1))} ${chosen}`.trim();
}
