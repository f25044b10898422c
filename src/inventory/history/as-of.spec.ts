import type { ValidationFailed } from '../../common/errors/domain-error.js';
import { assertNotInFuture, asOfBounds } from './as-of.js';
import { idFloor } from './id-floor.js';

describe('asOfBounds', () => {
  const bounds = (at: string, known_at: string | null): (string | undefined)[] => {
    const { all_before, none_from, unknown_from } = asOfBounds({ at, known_at });
    return [all_before, none_from, unknown_from].map((each) => each?.toISOString());
  };

  it('of an instant reach a day further, for what was recorded late', () => {
    expect(bounds('2026-10-15T10:00:00.5Z', null)).toEqual([
      '2026-10-15T10:00:00.500Z',
      '2026-10-16T10:00:00.501Z',
      undefined,
    ]);
  });

  it('end where it was not known yet', () => {
    expect(bounds('2026-10-15T10:00:00Z', '2026-10-15T12:00:00Z')).toEqual([
      '2026-10-15T10:00:00.000Z',
      '2026-10-15T12:00:00.001Z',
      '2026-10-15T12:00:00.001Z',
    ]);
  });

  it('of what was known before it happened begin with that', () => {
    expect(bounds('2026-10-15T10:00:00Z', '2026-10-01T00:00:00Z')[0]).toBe('2026-10-01T00:00:00.000Z');
  });

  it('of a day hold it in every zone', () => {
    expect(bounds('2026-10-15', '2026-10-20')).toEqual([
      '2026-10-15T00:00:00.000Z',
      '2026-10-18T00:00:00.000Z',
      '2026-10-21T12:00:00.000Z',
    ]);
    expect(bounds('2026-10-15', '2026-10-10')[0]).toBe('2026-10-10T10:00:00.000Z');
  });
});

describe('assertNotInFuture', () => {
  const now = new Date('2026-10-15T12:00:00Z');

  it.each(['2026-10-15', '2026-10-16', '2026-10-15T12:00:30Z', '0001-01-01'])('takes %s', (at) =>
    expect(() => assertNotInFuture({ at, known_at: at }, now)).not.toThrow(),
  );

  it.each(['2026-10-17', '2026-10-15T12:01:01Z'])('refuses %s, naming both fields', (at) => {
    expect.assertions(1);
    try {
      assertNotInFuture({ at, known_at: at }, now);
    } catch (error) {
      const fields = (error as ValidationFailed).errors.map(({ field, code }) => `${field} ${code}`);
      expect(fields).toEqual(['at IN_FUTURE', 'known_at IN_FUTURE']);
    }
  });
});

describe('idFloor', () => {
  it('is the smallest UUID version 7 of its millisecond', () => {
    expect(idFloor(new Date('2026-11-01T00:00:00Z'))).toBe('01a19467-e800-7000-8000-000000000000');
    expect(idFloor(new Date(1))).toBe('00000000-0001-7000-8000-000000000000');
  });

  it('of what was before there were ids is the first', () => {
    expect(idFloor(new Date('0001-01-01T00:00:00Z'))).toBe('00000000-0000-7000-8000-000000000000');
  });
});
