import { countryOfPrefix, prefixesOf, vatRule } from './vat-rules.js';

/** Without the blanks, dots, dashes and slashes that people type into it, in upper case. */
export function compactVatNumber(text: string): string {
  return text.replace(/[\s./-]/g, '').toUpperCase();
}

/** The number as it is kept, when the country's rule accepts it. */
function accepted(country: string, number: string): string | undefined {
  const rule = vatRule(country);
  if (rule === undefined) return undefined;
  const start = prefixesOf(country, rule).find((prefix) => number.startsWith(prefix));
  const digits = start === undefined ? number : number.slice(start.length);
  for (const validator of rule.validators) {
    const verdict = validator.validate(digits);
    if (verdict.isValid) return rule.prefix + (rule.is_tidied ? verdict.compact : digits);
  }
  return undefined;
}

/**
 * The normalised VAT number, or undefined when it is wrong: when the country it is of (named beside it, else by its
 * prefix) has a rule, and neither that rule nor its prefix's accepts it. Any other is taken as it stands. Greek
 * numbers begin with EL, also when they were given with GR; numbers of the Union get their prefix.
 */
export function normalisedVatNumber(text: string, country_code: string | null): string | undefined {
  const number = compactVatNumber(text);
  const named = countryOfPrefix(number);
  for (const country of [country_code, named]) {
    const found = country === null || country === undefined ? undefined : accepted(country, number);
    if (found !== undefined) return found;
  }
  const decisive = country_code ?? named;
  return decisive === undefined || vatRule(decisive) === undefined ? number : undefined;
}
