import { assertStorable, contentTypeOfKey } from './object-key.js';

describe('keys of stored objects', () => {
  it.each([
    ['product-images/3f/3fa9.webp', 'image/webp'],
    ['a.b/c..d.csv', 'text/csv'],
    ['0.bin', 'application/octet-stream'],
  ])('%s is one, for %s', (key, type) => {
    expect(contentTypeOfKey(key)).toBe(type);
  });

  it.each([
    '',
    '.',
    '../secret.txt',
    'a/../b.txt',
    'a/./b.txt',
    'a//b.txt',
    '/etc/passwd.txt',
    'a/.hidden.txt',
    'C:\\x.txt',
    'a\0.txt',
    'a%2f..%2fb.txt',
    'Ä.txt',
    'no-ending',
    'x.exe',
    'x.constructor',
    `${'x'.repeat(300)}.txt`,
  ])('%j is none', (key) => {
    expect(() => contentTypeOfKey(key)).toThrow('Not a key');
  });

  it('are stored only with what they end in', () => {
    expect(() => assertStorable('a.png', 'image/webp')).toThrow('stands for image/png');
    assertStorable('a.png', 'image/png');
  });
});
