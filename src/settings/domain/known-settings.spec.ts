import { KNOWN_SETTINGS, definitionOf, faultOf, type SettingDefinition } from './known-settings.js';

const known = Object.entries<SettingDefinition>(KNOWN_SETTINGS);

it.each(known)('%s takes its own default', (_, definition) => {
  expect(faultOf(definition, definition.default)).toBeUndefined();
});

it('gives every known setting an id of its own', () => {
  expect(new Set(known.map(([, { id }]) => id)).size).toBe(known.length);
});

it('knows no key that only an object’s prototype has', () => {
  expect(definitionOf('constructor')).toBeUndefined();
  expect(definitionOf('sales.max_lines')).toBe(KNOWN_SETTINGS['sales.max_lines']);
});

it('holds numbers to their range, both ends included', () => {
  const lines = KNOWN_SETTINGS['sales.max_lines'];
  expect([1, 5000].map((value) => faultOf(lines, value))).toEqual([undefined, undefined]);
  expect(
    [0, 5001, 1.5, '1', null, undefined, NaN].filter((value) => faultOf(lines, value) === undefined),
  ).toEqual([]);
});
