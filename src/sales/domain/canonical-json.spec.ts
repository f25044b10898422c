import fc from 'fast-check';
import { canonicalJson, type CanonicalValue } from './canonical-json.js';

describe('canonicalJson', () => {
  it('sorts keys, writes no white space, and keeps text as it is', () => {
    const value = { b: [1, { z: null, a: 'é"\n' }], a: true };
    expect(canonicalJson(value)).toBe('{"a":true,"b":[1,{"a":"é\\"\\n","z":null}]}');
  });

  it('refuses numbers whose text would be in doubt', () => {
    expect(() => canonicalJson({ amount: 0.1 })).toThrow('whole');
    expect(() => canonicalJson({ amount: 2 ** 60 })).toThrow('whole');
  });

  it('does not depend on the order of keys, and loses nothing', () => {
    const { tree } = fc.letrec<{ tree: CanonicalValue }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.string({ minLength: 1 }), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    const reversed = (value: CanonicalValue): CanonicalValue => {
      if (Array.isArray(value)) return (value as CanonicalValue[]).map(reversed);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, child]) => [key, reversed(child)]),
      );
    };
    fc.assert(
      fc.property(tree, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
