import { LIFECYCLE_STATUSES, nextStatuses, purchaseRefusal, saleRefusal } from './lifecycle.js';

const free = { sales_blocked: false, purchase_blocked: false };

describe('the lifecycle of a product', () => {
  it.each([
    ['new', 'LIFECYCLE_RESTRICTED', undefined],
    ['active', undefined, undefined],
    ['phase_out', undefined, 'LIFECYCLE_RESTRICTED'],
    ['discontinued', 'LIFECYCLE_RESTRICTED', 'LIFECYCLE_RESTRICTED'],
    ['archived', 'LIFECYCLE_RESTRICTED', 'LIFECYCLE_RESTRICTED'],
  ] as const)('%s: selling %s, buying %s', (lifecycle_status, sale, purchase) => {
    expect(saleRefusal({ ...free, lifecycle_status })).toBe(sale);
    expect(purchaseRefusal({ ...free, lifecycle_status })).toBe(purchase);
  });

  it('a block set by hand wins in every state', () => {
    for (const lifecycle_status of LIFECYCLE_STATUSES) {
      expect(saleRefusal({ sales_blocked: true, lifecycle_status })).toBe('SALES_BLOCKED');
      expect(purchaseRefusal({ purchase_blocked: true, lifecycle_status })).toBe('PURCHASE_BLOCKED');
    }
  });

  it('leads from new to archived, and back only from phase_out to active', () => {
    const steps = LIFECYCLE_STATUSES.flatMap((from) => nextStatuses(from).map((to) => `${from}>${to}`));
    expect(steps).toEqual([
      'new>active',
      'active>phase_out',
      'active>discontinued',
      'phase_out>active',
      'phase_out>discontinued',
      'discontinued>archived',
    ]);
  });
});
