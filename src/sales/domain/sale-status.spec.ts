import { SALE_STATUSES, canBecome } from './sale-status.js';

describe('the ways of a sale', () => {
  it('are these and no others', () => {
    const ways = SALE_STATUSES.flatMap((from) =>
      SALE_STATUSES.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(ways).toEqual([
      'pending → completed',
      'pending → cancelled',
      'completed → cancelled',
      'completed → refunded',
      'completed → partially_refunded',
      'partially_refunded → refunded',
      'partially_refunded → partially_refunded',
    ]);
  });
});
