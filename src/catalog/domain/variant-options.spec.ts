import {
  chosenValues,
  combinations,
  countCombinations,
  optionProblems,
  sameChoice,
  variantName,
  variantSku,
  type VariantOption,
} from './variant-options.js';

const SIZE: VariantOption = { name: 'Size', type: 'text', values: ['S', 'M', 'L'] };
const COLOUR: VariantOption = {
  name: 'Colour',
  type: 'colour',
  values: ['Red', 'Navy blue'],
  swatches: { red: '#ff0000' },
};
const WIDTH: VariantOption = { name: 'Width', type: 'number', values: [10, 12.5] };
const codes = (problems: { field: string; code: string }[]): string[] =>
  problems.map(({ field, code }) => `${field} ${code}`);

describe('options of a template', () => {
  it('are right with values of their type', () => {
    expect(optionProblems([SIZE, COLOUR, WIDTH])).toEqual([]);
    expect(optionProblems([])).toEqual([]);
  });

  it('are wrong in every way at once', () => {
    const wrong: VariantOption[] = [
      { name: 'Size', type: 'text', values: ['S', 's ', 4] },
      { name: ' size', type: 'number', values: ['4', 4], swatches: { 4: '#000000' } },
      { ...COLOUR, swatches: { Green: '#00ff00' } },
    ];
    expect(codes(optionProblems(wrong))).toEqual([
      'options.0.values.2 WRONG_TYPE',
      'options.0.values REPEATED_VALUE',
      'options.1.values.0 WRONG_TYPE',
      'options.1.swatches NO_SUCH_COLOUR',
      'options.2.swatches NO_SUCH_COLOUR',
      'options REPEATED_NAME',
    ]);
  });
});

describe('a choice', () => {
  it('is spelled as the options are', () => {
    const { values, problems } = chosenValues([SIZE, COLOUR, WIDTH], {
      colour: 'NAVY BLUE',
      SIZE: ' m',
      Width: 12.5,
    });
    expect(problems).toEqual([]);
    expect(values).toEqual({ Size: 'M', Colour: 'Navy blue', Width: 12.5 });
    expect(Object.keys(values)).toEqual(['Size', 'Colour', 'Width']);
  });

  it('names what is missing, unknown and not allowed', () => {
    const { problems } = chosenValues([SIZE, COLOUR, WIDTH], { Size: 'XL', Width: '10', Material: 'wool' });
    expect(codes(problems)).toEqual([
      'option_values.Size VALUE_NOT_ALLOWED',
      'option_values.Colour OPTION_MISSING',
      'option_values.Width VALUE_NOT_ALLOWED',
      'option_values.Material NO_SUCH_OPTION',
    ]);
    expect(codes(chosenValues([SIZE], { Size: null }).problems)).toEqual([
      'option_values.Size VALUE_NOT_ALLOWED',
    ]);
  });

  it('is the same whatever the order of its options', () => {
    expect(sameChoice({ a: 1, b: 'x' }, { b: 'x', a: 1 })).toBe(true);
    expect(sameChoice({ a: 1 }, { a: '1' })).toBe(false);
    expect(sameChoice({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  });
});

describe('all choices', () => {
  it('come in the order of the options', () => {
    expect(combinations([SIZE, WIDTH]).map((choice) => Object.values(choice).join(' '))).toEqual([
      'S 10',
      'S 12.5',
      'M 10',
      'M 12.5',
      'L 10',
      'L 12.5',
    ]);
    expect(countCombinations([SIZE, COLOUR, WIDTH])).toBe(12);
  });

  it('are none without options', () => {
    expect(combinations([])).toEqual([]);
    expect(countCombinations([])).toBe(0);
  });
});

describe('a variant', () => {
  const nobody = () => false;

  it('is called after its template and its values', () => {
    expect(variantSku('TEE', { Colour: 'Navy blue', Width: 12.5 }, nobody)).toBe('TEE-NAVY-BLUE-12.5');
    expect(variantSku('TEE', { Grösse: 'groß / weit' }, nobody)).toBe('TEE-GROSS-WEIT');
    expect(variantName('Tee', { Colour: 'Navy blue', Size: 'M' })).toBe('Tee Navy blue / M');
  });

  it('finds a SKU that is free, within 64 characters', () => {
    const taken = new Set(['tee-m', 'tee-m-2']);
    expect(variantSku('TEE', { Size: 'M' }, (sku) => taken.has(sku))).toBe('TEE-M-3');
    const long = variantSku('X'.repeat(64), { Size: 'M' }, (sku) => sku === 'x'.repeat(64));
    expect(long).toBe(`${'X'.repeat(62)}-2`);
    expect(variantSku('TEE', { Size: '*' }, nobody)).toBe('TEE');
  });

  it('has a name that fits', () => {
    const name = variantName('N'.repeat(255), { Size: 'Medium' });
    expect(name).toHaveLength(255);
    expect(name.endsWith(' Medium')).toBe(true);
    expect(variantName('Tee', { A: 'a'.repeat(255) })).toHaveLength(255);
  });
});
