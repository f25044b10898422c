import { Decimal } from '../../common/money/decimal.js';
import { changedFields } from './changed-fields.js';
import { isSecretName, snapshotOf } from './snapshot.js';

describe('isSecretName', () => {
  it.each([
    'password',
    'password_hash',
    'pin',
    'pin_hash',
    'refresh_token',
    'tokens',
    'smtp.password',
    'clientSecret',
    'api_key',
    'totp_secret',
  ])('keeps %s out of the log', (name) => expect(isSecretName(name)).toBe(true));

  it.each(['shipping', 'spinning', 'hashtag', 'tokenize', 'key', 'keyboard', 'prefix', 'pinned'])(
    'lets the harmless name %s through',
    (name) => expect(isSecretName(name)).toBe(false),
  );
});

describe('snapshotOf', () => {
  it('writes decimals as exact numbers, or as text where a number would lose digits', () => {
    const kept = snapshotOf({
      price: new Decimal('12.9900'),
      cost: new Decimal('12345678901234567.8901234'),
    });
    expect(kept).toEqual({ price: 12.99, cost: '12345678901234567.8901234' });
  });

  it('drops secrets at any depth, undefined fields and functions, and keeps null', () => {
    const user = {
      name: 'x',
      pin_hash: 'h',
      profile: { token: 't', note: null },
      list: [{ secret: 1, ok: 2 }],
    };
    expect(snapshotOf({ ...user, gone: undefined, act: () => 1 })).toEqual({
      name: 'x',
      profile: { note: null },
      list: [{ ok: 2 }],
    });
  });

  it('turns times, big integers, sets, maps and impossible numbers into JSON', () => {
    const at = new Date('2026-11-20T09:30:00Z');
    const kept = snapshotOf({
      at,
      n: 9007199254740993n,
      tags: new Set(['a']),
      by: new Map([['k', 1]]),
      nan: NaN,
    });
    expect(kept).toEqual({
      at: '2026-11-20T09:30:00.000Z',
      n: '9007199254740993',
      tags: ['a'],
      by: { k: 1 },
      nan: null,
    });
  });
});

describe('changedFields', () => {
  it('keeps only what differs, and neither version nor update time', () => {
    const before = {
      name: 'a',
      price: new Decimal('1.50'),
      tags: ['x'],
      version: 1,
      updated_at: new Date(0),
    };
    const after = { name: 'b', price: new Decimal('1.5'), tags: ['x'], version: 2, updated_at: new Date(1) };
    expect(changedFields(before, after)).toEqual({ before: { name: 'a' }, after: { name: 'b' } });
  });

  it('tells a cleared field from one that appeared', () => {
    const change = changedFields({ email: 'a@b.c', phone: null }, { email: null, phone: '1', city: 'Rome' });
    expect(change).toEqual({
      before: { email: 'a@b.c', phone: null },
      after: { email: null, phone: '1', city: 'Rome' },
    });
  });

  it('says that a secret changed by saying nothing of it', () => {
    expect(changedFields({ password_hash: 'a' }, { password_hash: 'b' })).toEqual({ before: {}, after: {} });
  });
});
