import { partProblems, type PartCandidate } from './bundle-parts.js';

const piece: PartCandidate = { kind: 'standard', lifecycle_status: 'active', unit: 'pc', unit_decimals: 0 };
const candidates = new Map<string, PartCandidate>([
  ['mug', piece],
  ['flour', { ...piece, unit: 'kg', unit_decimals: 3 }],
  ['set', { ...piece, kind: 'bundle' }],
  ['tee', { ...piece, kind: 'template' }],
  ['coming', { ...piece, lifecycle_status: 'new' }],
  ['leaving', { ...piece, lifecycle_status: 'phase_out' }],
  ['gone', { ...piece, lifecycle_status: 'discontinued' }],
  ['buried', { ...piece, lifecycle_status: 'archived' }],
]);
const problems = (...parts: [product_id: string, quantity: number][]): string[] =>
  partProblems(
    'bundle',
    parts.map(([product_id, quantity]) => ({ product_id, quantity })),
    candidates,
  ).map(({ field, code }) => `${field} ${code}`);

describe('parts of a bundle', () => {
  it('are standard products in use, as finely as their units are counted', () => {
    expect(problems(['mug', 2], ['flour', 0.125], ['coming', 1], ['leaving', 1])).toEqual([]);
    expect(problems()).toEqual([]);
  });

  it('are wrong in every way at once', () => {
    expect(
      problems(
        ['bundle', 1],
        ['mug', 1.5],
        ['mug', 1],
        ['set', 1],
        ['tee', 1],
        ['gone', 1],
        ['buried', 1],
        ['nobody', 1],
      ),
    ).toEqual([
      'parts.0.product_id OWN_PART',
      'parts.1.quantity FRACTIONAL_QUANTITY',
      'parts.2.product_id REPEATED_PART',
      'parts.3.product_id NESTED_BUNDLE',
      'parts.4.product_id TEMPLATE',
      'parts.5.product_id LIFECYCLE_RESTRICTED',
      'parts.6.product_id LIFECYCLE_RESTRICTED',
      'parts.7.product_id PRODUCT_NOT_FOUND',
    ]);
  });
});
