import { plannedBarcodes, type SentBarcodes } from './barcode-set.js';

function planned(current: string[], sent: SentBarcodes): string[] | undefined {
  return plannedBarcodes(current, sent)?.map(({ code }) => code);
}

describe('the barcodes of a product after a change', () => {
  it.each<[string, string[], SentBarcodes, string[] | undefined]>([
    ['nothing said, nothing changes', ['A', 'B'], {}, undefined],
    ['a main one alone replaces the main one', ['A', 'B'], { barcode: 'C' }, ['C', 'B']],
    ['a known code becomes the main one', ['A', 'B'], { barcode: 'B' }, ['B']],
    ['null removes the main one, the next takes its place', ['A', 'B'], { barcode: null }, ['B']],
    ['a list replaces all, the main one stays main', ['A', 'B'], { barcodes: ['C', 'A'] }, ['A', 'C']],
    ['a list without the main one starts anew', ['A'], { barcodes: ['C', 'D'] }, ['C', 'D']],
    ['both: the main one first', ['A'], { barcode: 'D', barcodes: ['C', 'D'] }, ['D', 'C']],
    ['both, the main one not in the list', ['A'], { barcode: 'E', barcodes: ['C'] }, ['E', 'C']],
    ['an empty list removes all', ['A', 'B'], { barcodes: [] }, []],
    [
      'two prints of one number count once',
      [],
      { barcodes: ['042100005264', '0042100005264'] },
      ['042100005264'],
    ],
  ])('%s', (_, current, sent, expected) => {
    expect(planned(current, sent)).toEqual(expected);
  });
});
