import { currencyDigits, isCurrency } from './currency.js';

describe('currencies', () => {
  it.each([
    ['EUR', 2],
    ['USD', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['TND', 3],
    ['HUF', 2], // shown without, counted with: Intl says 0
    ['IQD', 3],
    ['CLF', 4],
  ])('%s has %i decimals', (currency, digits) => expect(currencyDigits(currency)).toBe(digits));

  it('knows a currency from a made-up code', () => {
    expect(['EUR', 'JPY', 'KWD'].every(isCurrency)).toBe(true);
    expect(['eur', 'EURO', 'QQQ', '', '€'].some(isCurrency)).toBe(false);
  });
});
