import {
  LIFECYCLE_STATUSES,
  lifecycleRefusal,
  nextStatuses,
  purchaseRefusal,
  saleRefusal,
} from './lifecycle.js';

const free = { kind: 'standard', sales_blocked: false, purchase_blocked: false } as const;

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
      expect(saleRefusal({ ...free, sales_blocked: true, lifecycle_status })).toBe('SALES_BLOCKED');
      expect(purchaseRefusal({ ...free, purchase_blocked: true, lifecycle_status })).toBe('PURCHASE_BLOCKED');
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

  it('sells the variants of a template and buys the parts of a bundle, never those themselves', () => {
    const active = { ...free, lifecycle_status: 'active' } as const;
    expect(saleRefusal({ ...active, kind: 'template' })).toBe('NOT_SELLABLE');
    expect(saleRefusal({ ...active, kind: 'bundle' })).toBeUndefined();
    expect(saleRefusal({ ...active, kind: 'bundle', parts: [] })).toBe('NOT_SELLABLE');
    expect(saleRefusal({ ...active, kind: 'bundle', parts: [active] })).toBeUndefined();
    const recalled = { ...active, sales_blocked: true };
    expect(saleRefusal({ ...active, kind: 'bundle', parts: [active, recalled] })).toBe('SALES_BLOCKED');
    expect(purchaseRefusal({ ...active, kind: 'template' })).toBe('NOT_PURCHASABLE');
    expect(purchaseRefusal({ ...active, kind: 'bundle' })).toBe('NOT_PURCHASABLE');
  });

  it('ends only on an empty shelf', () => {
    for (const from of LIFECYCLE_STATUSES) {
      for (const to of LIFECYCLE_STATUSES) {
        const isAllowed = from === to || nextStatuses(from).includes(to);
        expect(lifecycleRefusal(from, to, false)).toBe(isAllowed ? undefined : 'TRANSITION_FORBIDDEN');
        const ends = from !== to && (to === 'discontinued' || to === 'archived');
        const withStock = !isAllowed ? 'TRANSITION_FORBIDDEN' : ends ? 'HAS_STOCK' : undefined;
        expect(lifecycleRefusal(from, to, true)).toBe(withStock);
      }
    }
  });
});
