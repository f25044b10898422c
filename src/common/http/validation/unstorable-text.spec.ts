import { findUnstorableText } from './unstorable-text.js';

it('finds NUL and half characters in values and in names, by their path', () => {
  const body = { name: 'a\0b', items: [{ note: '\udc00' }, { 'x\0': 1 }] };
  expect(findUnstorableText(body)).toEqual([
    expect.objectContaining({ field: 'name', code: 'NUL_BYTE' }),
    expect.objectContaining({ field: 'items.0.note', code: 'LONE_SURROGATE' }),
    expect.objectContaining({ field: 'items.1', code: 'NUL_BYTE' }),
  ]);
});

it('lets whole characters of any script pass', () => {
  expect(findUnstorableText({ name: 'Zoë 東京 😀', list: ['\ud83d\ude00'] })).toEqual([]);
});

it('stops before nesting exhausts the stack', () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(findUnstorableText(deep)).toEqual([expect.objectContaining({ code: 'TOO_DEEP' })]);
});
