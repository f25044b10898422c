import { normalisedVatNumber } from './vat-number.js';

const of = (text: string, country: string | null = null): string | undefined =>
  normalisedVatNumber(text, country);

it.each([
  ['de 136 695-976', null, 'DE136695976'],
  ['136695976', 'DE', 'DE136695976'],
  ['atu13585627', null, 'ATU13585627'],
  ['be 403.019.261', null, 'BE0403019261'],
  ['fr 40 303265045', null, 'FR40303265045'],
  ['ESX2482300W', null, 'ESX2482300W'],
  ['nl004495445b01', null, 'NL004495445B01'],
  ['IE6433435OA', null, 'IE6433435OA'],
  ['BG 175074752', null, 'BG175074752'],
  ['GB 980 7806 84', null, 'GB980780684'],
  ['980780684', 'GB', 'GB980780684'],
  ['XI980780684', null, 'XI980780684'],
  ['CHE-100.155.212 MWST', null, 'CHE100155212MWST'],
  ['100155212MWST', 'CH', undefined],
  ['995525828 MVA', 'NO', '995525828MVA'],
  ['83 914 571 673', 'AU', '83914571673'],
  ['16.727.230/0001-97', 'BR', '16727230000197'],
])('reads %j (country %s) as %s', (text, country, kept) => expect(of(text, country)).toBe(kept));

it.each([
  ['DE136695978', null],
  ['DE13669597', null],
  ['136695978', 'DE'],
  ['GB123456789', null],
  ['EL094259217', null],
  ['83914571674', 'AU'],
  ['IT00743110158', 'FR'],
])('refuses %s (country %s): its check digits do not tie out', (text, country) =>
  expect(of(text, country)).toBeUndefined(),
);

it('writes a Greek number with EL, whichever way it was given', () => {
  for (const [text, country] of [
    ['EL094259216', null],
    ['GR094259216', null],
    ['GR 094259216', 'GR'],
    ['94259216', 'EL'],
  ] as const)
    expect(of(text, country)).toBe('EL094259216');
});

it('lets a company of one country be registered in another', () => {
  expect(of('ATU13585627', 'DE')).toBe('ATU13585627');
});

it('looks only at the form where there is no rule to hold it against', () => {
  expect(of('12.345/678', null)).toBe('12345678');
  expect(of('29 AAGCB7383J 1Z4', 'IN')).toBe('29AAGCB7383J1Z4');
  expect(of('ZZ123', null)).toBe('ZZ123');
  expect(of('SE99', 'US')).toBe('SE99');
});
