import { nest } from './category-tree.js';

const node = (id: string, parent_id: string | null = null) => ({ id, parent_id });

describe('nesting categories', () => {
  it('puts each below its parent, wherever the parent stands in the list', () => {
    const tree = nest([node('c', 'b'), node('a'), node('b', 'a'), node('d', 'a')]);
    expect(tree).toHaveLength(1);
    expect(tree[0]?.children.map(({ id }) => id)).toEqual(['b', 'd']);
    expect(tree[0]?.children[0]?.children.map(({ id }) => id)).toEqual(['c']);
  });

  it('keeps a node whose parent is missing as a root', () => {
    expect(nest([node('b', 'gone')]).map(({ id }) => id)).toEqual(['b']);
  });
});
