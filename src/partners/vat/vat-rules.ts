import { euVat, stdnum, type Validator } from 'stdnum';

/** How the VAT numbers of one country are written and checked. */
export interface VatRule {
  /** In front of every number; empty where numbers stand alone. */
  prefix: string;
  validators: readonly Validator[];
  /** The number is kept as the rule reads it (leading zeros restored), not as it was typed. */
  is_tidied: boolean;
}

/** Greece writes EL, not its country code, in front of a number. */
const GREECE = { country: 'GR', prefix: 'EL' };

const MEMBERS_OF_THE_UNION =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

function memberRule(country: string): [string, VatRule] {
  const prefix = country === GREECE.country ? GREECE.prefix : country;
  return [country, { prefix, validators: euVat[country]!, is_tidied: true }];
}

/** Only numbers that are what tax offices of the country call a VAT number; a company's register number is not. */
function ownRule(country: string, prefix: string, ...names: string[]): [string, VatRule] {
  return [country, { prefix, validators: names.map((name) => stdnum[country]![name]!), is_tidied: false }];
}

const RULES: ReadonlyMap<string, VatRule> = new Map([
  ...MEMBERS_OF_THE_UNION.map(memberRule),
  ownRule('GB', 'GB', 'vat'),
  // Northern Ireland: British numbers, traded in the Union under a prefix of their own.
  ['XI', { prefix: 'XI', validators: [stdnum['GB']!['vat']!], is_tidied: false }],
  ownRule('CH', '', 'vat', 'uid'),
  ownRule('NO', '', 'mva', 'orgnr'),
  ownRule('IS', '', 'vsk'),
  ownRule('RS', '', 'pib'),
  ownRule('TR', '', 'vkn', 'tckimlik'),
  ownRule('AU', '', 'abn'),
  ownRule('NZ', '', 'ird'),
  ownRule('ZA', '', 'vat'),
  ownRule('AR', '', 'cuit'),
  ownRule('BR', '', 'cnpj', 'cpf'),
  ownRule('CL', '', 'rut'),
  ownRule('MX', '', 'rfc'),
]);

export function vatRule(country: string): VatRule | undefined {
  return RULES.get(country === GREECE.prefix ? GREECE.country : country);
}

/** The country whose rule a number's first letters name, if any. */
export function countryOfPrefix(number: string): string | undefined {
  if (/^CHE\d/.test(number)) return 'CH';
  const start = number.slice(0, 2);
  if (start === GREECE.prefix || start === GREECE.country) return GREECE.country;
  return RULES.get(start)?.prefix === start ? start : undefined;
}

/** The ways in which a number of this country may begin. */
export function prefixesOf(country: string, { prefix }: VatRule): string[] {
  return prefix === '' ? [] : [prefix, country];
}
