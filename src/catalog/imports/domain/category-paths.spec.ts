import { AMBIGUOUS, CategoryPaths } from './category-paths.js';

const KNOWN = [
  { id: 'drinks', name: 'Drinks', parent_id: null, path: [] },
  { id: 'tea', name: 'Tea', parent_id: 'drinks', path: ['tea', 'drinks'] },
  { id: 'gifts', name: 'Gifts', parent_id: null, path: [] },
  { id: 'gift-tea', name: 'Tea', parent_id: 'gifts', path: [] },
  { id: 'mugs', name: 'Mugs', parent_id: 'gifts', path: [] },
];

describe('CategoryPaths', () => {
  const paths = new CategoryPaths(KNOWN);

  it.each([
    ['drinks > TEA', 'tea'],
    ['Gifts>Tea', 'gift-tea'],
    ['Drinks', 'drinks'],
    ['mugs', 'mugs'],
    ['Tea', AMBIGUOUS],
    ['Coffee', undefined],
    ['Drinks > Coffee', undefined],
    ['Drinks > Mugs', undefined],
  ])('%s means %p', (path, meant) => expect(paths.find(path)).toBe(meant));

  it('knows as much of the way as there is', () => {
    expect(paths.knownPathOf('Drinks > Tea > Green')).toEqual(['tea', 'drinks']);
    expect(paths.knownPathOf('New > Newer')).toEqual([]);
  });
});
