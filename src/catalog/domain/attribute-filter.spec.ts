import { attributeMatches } from './attribute-filter.js';

it('reads a value in every way it can be stored', () => {
  expect(attributeMatches(['size:42'])).toEqual([[{ size: '42' }, { size: ['42'] }, { size: 42 }]]);
  expect(attributeMatches(['vegan:true'])).toEqual([
    [{ vegan: 'true' }, { vegan: ['true'] }, { vegan: true }],
  ]);
  expect(attributeMatches(['note: '])).toEqual([[{ note: ' ' }, { note: [' '] }]]);
});

it('takes values of one attribute as alternatives, and the first colon as the one that counts', () => {
  const [colours, ratio] = attributeMatches(['colour:blue', 'ratio:4:3', 'colour:red']);
  expect(colours).toEqual([{ colour: 'blue' }, { colour: ['blue'] }, { colour: 'red' }, { colour: ['red'] }]);
  expect(ratio).toEqual([{ ratio: '4:3' }, { ratio: ['4:3'] }]);
});
