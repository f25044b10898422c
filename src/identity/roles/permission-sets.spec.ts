import { PERMISSIONS } from '../../common/auth/permissions.js';
import { grantedToKey, keyPermissionsOf, permissionsOf } from './permission-sets.js';

const text = (...entries: string[]): string => JSON.stringify(entries);

describe('permissionsOf', () => {
  it('expands each distinct text once', () => {
    expect(permissionsOf(text('pos'))).toBe(permissionsOf(text('pos')));
    expect([...permissionsOf(text('pos'))].toSorted()).toEqual([
      'account:self',
      'loyalty:enrol',
      'payments:write',
      'sales:write',
    ]);
  });

  it('ignores entries of another version', () => {
    expect([...permissionsOf(text('loyalty:juggle', 'constructor'))]).toEqual(['account:self']);
  });
});

describe('keyPermissionsOf', () => {
  it('is what both the key and its owner have', () => {
    const key = keyPermissionsOf(text('sales:*', 'users:read'), text('pos', 'users:*'));
    expect([...key].toSorted()).toEqual(['sales:write', 'users:read']);
  });

  it('follows the owner down, and not up', () => {
    expect([...keyPermissionsOf(text('*'), text('catalog:read'))].toSorted()).toEqual([
      'account:self',
      'catalog:read',
    ]);
    expect([...keyPermissionsOf(text('catalog:read'), text('*'))]).toEqual(['catalog:read']);
    expect(keyPermissionsOf(text('*'), text('*')).size).toBe(PERMISSIONS.length);
  });
});

describe('grantedToKey', () => {
  it('reaches the owner’s account only when an entry says so', () => {
    expect(grantedToKey(['read']).has('account:self')).toBe(false);
    for (const entry of ['account:self', 'account:*', '*'])
      expect(grantedToKey([entry]).has('account:self')).toBe(true);
  });
});
