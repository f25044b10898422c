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
  expect(definitionOf('auth.lockout_minutes')).toBe(KNOWN_SETTINGS['auth.lockout_minutes']);
});

it('holds numbers to their range, both ends included', () => {
  const minutes = KNOWN_SETTINGS['auth.lockout_minutes'];
  expect([1, 1440].map((value) => faultOf(minutes, value))).toEqual([undefined, undefined]);
  expect(
    [0, 1441, 1.5, '1', null, undefined, NaN].filter((value) => faultOf(minutes, value) === undefined),
  ).toEqual([]);
});
