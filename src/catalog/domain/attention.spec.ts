import { attentionReasons } from './attention.js';

const now = new Date('2026-11-20T12:00:00Z');
const fine = {
  lifecycle_status: 'active',
  sales_blocked: false,
  purchase_blocked: false,
  on_hand: 5,
  created_at: new Date('2026-01-01T00:00:00Z'),
} as const;

it.each([
  [{}, []],
  [{ sales_blocked: true, purchase_blocked: true }, ['sales_blocked', 'purchase_blocked']],
  [{ lifecycle_status: 'phase_out' }, ['phase_out_with_stock']],
  [{ lifecycle_status: 'phase_out', on_hand: 0 }, []],
  [{ lifecycle_status: 'discontinued', sales_blocked: true }, ['sales_blocked', 'discontinued_with_stock']],
  [{ lifecycle_status: 'discontinued', on_hand: -1 }, []],
  [{ lifecycle_status: 'new' }, ['new_too_long']],
  [{ lifecycle_status: 'new', created_at: new Date('2026-10-21T12:00:00Z') }, []],
  [{ lifecycle_status: 'archived', sales_blocked: true }, []],
] as const)('%j needs attention for %j', (product, reasons) => {
  expect(attentionReasons({ ...fine, ...product }, now)).toEqual(reasons);
});
