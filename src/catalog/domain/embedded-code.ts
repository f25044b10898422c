import { Decimal } from '../../common/money/decimal.js';
import { hasCheckDigit } from './check-digit.js';

export type EmbeddedMeaning = 'weight' | 'price';

/** How a scale's label is read: `PP IIIII VVVVV C`, prefix, PLU, value, check digit. */
export interface EmbeddedRule {
  meaning: EmbeddedMeaning;
  /** Decimals of the value: grams have none, a price in cents has two. */
  decimals: number;
}

/** What a shop's scales print. GS1 leaves the prefixes 20 to 29 to each shop; this is OptimaPOS's use of them. */
export const EMBEDDED_RULES: Readonly<Record<string, EmbeddedRule>> = {
  '28': { meaning: 'weight', decimals: 0 },
  '29': { meaning: 'price', decimals: 2 },
};

export interface EmbeddedCode {
  meaning: EmbeddedMeaning;
  /** Without leading zeros, as PLUs are compared. */
  plu: string;
  /** Grams, or the price of the package in major units; above zero. */
  value: Decimal;
}

const FORM = /^(\d{2})(\d{5})(\d{5})\d$/;

/** What a 13-digit code's prefix promises, whatever its digits say. */
export function embeddedMeaning(code: string, rules = EMBEDDED_RULES): EmbeddedMeaning | undefined {
  return FORM.test(code) ? rules[code.slice(0, 2)]?.meaning : undefined;
}

/** Reads a scale's label; undefined when it is none, is misread, or says nothing (PLU or value 0). */
export function readEmbeddedCode(code: string, rules = EMBEDDED_RULES): EmbeddedCode | undefined {
  const [, prefix, item, digits] = FORM.exec(code) ?? [];
  const rule = prefix === undefined ? undefined : rules[prefix];
  if (rule === undefined || item === undefined || digits === undefined || !hasCheckDigit(code))
    return undefined;
  const plu = comparablePlu(item);
  const value = new Decimal(digits).div(new Decimal(10).pow(rule.decimals));
  return plu === '' || value.isZero() ? undefined : { meaning: rule.meaning, plu, value };
}

/** A PLU without leading zeros: keys and labels pad it differently. */
export function comparablePlu(plu: string): string {
  return plu.replace(/^0+/, '');
}
