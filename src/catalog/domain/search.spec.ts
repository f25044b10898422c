import { searchPatterns } from './search.js';

describe('search patterns', () => {
  it('ask for each word anywhere, for short ones at the start of a word', () => {
    expect(searchPatterns('  coffee te ')).toEqual(['%coffee%', '% te%']);
  });

  it('ask for short words anywhere in scripts that put no spaces between words', () => {
    expect(searchPatterns('茶')).toEqual(['%茶%']);
  });

  it('take wildcards literally', () => {
    expect(searchPatterns('100% a_b\\')).toEqual(['%100\\%%', '%a\\_b\\\\%']);
  });

  it('stop after five words', () => {
    expect(searchPatterns('one two three four five six')).toHaveLength(5);
  });

  it('ask for nothing when there is nothing but blanks', () => {
    expect(searchPatterns(' \t')).toEqual([]);
  });
});
