import { attributeProblems, missingAttributes, type AttributeDefinition } from './attributes.js';

function definition(code: string, more: Partial<AttributeDefinition> = {}): AttributeDefinition {
  return { code, type: 'text', options: [], is_required: false, category_id: null, ...more };
}

describe('the attributes of a product', () => {
  const definitions = [
    definition('note'),
    definition('volume', { type: 'number' }),
    definition('vegan', { type: 'boolean' }),
    definition('harvested', { type: 'date' }),
    definition('roast', { type: 'select', options: ['light', 'dark'] }),
    definition('origin', { type: 'multi_select', options: ['BR', 'ET', 'CO'] }),
  ];
  const wrong = (attributes: object): string[] =>
    attributeProblems(attributes as Record<string, unknown>, definitions).map(({ field }) => field);

  it('must fit the definition of their key', () => {
    const fine = {
      note: '',
      volume: 0.5,
      vegan: false,
      harvested: '2026-02-28',
      roast: 'dark',
      origin: ['ET', 'BR'],
    };
    expect(wrong(fine)).toEqual([]);
    expect(wrong({ origin: [] })).toEqual([]);
  });

  it.each([
    [{ note: 1 }],
    [{ note: 'x'.repeat(1001) }],
    [{ volume: '0.5' }],
    [{ vegan: 'yes' }],
    [{ harvested: '2026-02-30' }],
    [{ roast: 'DARK' }],
    [{ roast: ['dark'] }],
    [{ origin: 'ET' }],
    [{ origin: ['ET', 'DE'] }],
    [{ origin: ['ET', 'ET'] }],
  ])('%j does not', (attributes) => {
    expect(wrong(attributes)).toEqual([`attributes.${Object.keys(attributes)[0]}`]);
  });

  it('without a definition may be anything, and null says nothing', () => {
    expect(wrong({ free: { deep: [1] }, roast: null })).toEqual([]);
    expect(wrong({ constructor: 1 })).toEqual([]);
  });

  it('are required below the category that asks for them, and nowhere else', () => {
    const asked = [
      definition('brand_line', { is_required: true }),
      definition('roast', { is_required: true, category_id: 'coffee' }),
    ];
    const lacking = (attributes: Record<string, unknown>, path: string[]) =>
      missingAttributes(attributes, asked, path).map(({ field, code }) => `${field} ${code}`);
    expect(lacking({}, ['espresso', 'coffee', 'drinks'])).toEqual([
      'attributes.brand_line ATTRIBUTE_REQUIRED',
      'attributes.roast ATTRIBUTE_REQUIRED',
    ]);
    expect(lacking({ brand_line: null }, ['tea', 'drinks'])).toEqual([
      'attributes.brand_line ATTRIBUTE_REQUIRED',
    ]);
    expect(lacking({ brand_line: 'A', roast: 'dark' }, ['coffee'])).toEqual([]);
  });
});
