/**
 * The minor units of ISO 4217 that are not 2. Written down, because Intl answers CLDR's: customs of display (HUF and
 * IQD 0, say) that change with the version of Node, and a shop's cents must not.
 */
const DIGITS: Readonly<Record<string, number>> = {
  ...digitsOf(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...digitsOf(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...digitsOf(4, 'CLF UYW'),
};

function digitsOf(digits: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, digits]));
}

/** Decimal digits of an ISO 4217 currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  return DIGITS[currency] ?? 2;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(value: string): boolean {
  return CURRENCIES.has(value);
}
