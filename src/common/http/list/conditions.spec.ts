import { containing } from '../../database/like.js';
import { askedConditions } from './conditions.js';

it('numbers the conditions that are asked for, and only those', () => {
  const { where, params } = askedConditions([
    ['a =', 1],
    ['b =', undefined],
    ['c =', false],
    ['d ILIKE', null],
  ]);
  expect(where).toEqual(['a = $1', 'c = $2', 'd ILIKE $3']);
  expect(params).toEqual([1, false, null]);
});

it('takes the wildcards of LIKE as they stand', () => {
  expect(containing('50%_\\')).toBe('%50\\%\\_\\\\%');
  expect(containing(undefined)).toBeUndefined();
});
