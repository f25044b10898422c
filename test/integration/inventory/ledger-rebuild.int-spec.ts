import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { StockRebuild } from '../../../src/inventory/ledger/stock-rebuild.js';
import { d, openLedger, source, stockFaults, type LedgerHarness } from './ledger-harness.js';

let h: LedgerHarness;
beforeAll(async () => {
  h = await openLedger();
});
afterAll(() => h.close());

it('puts right whatever was changed behind the back of the ledger, and says what it was', async () => {
  const product_id = await h.product();
  const goods = { line_id: newId(), product_id, quantity: d(5), unit_cost: d(2) };
  await h.run((tx) => h.ledger.receive(tx, h.place, [goods], source({ type: 'restock' })));
  const promise = {
    reservation_id: newId(),
    product_id,
    quantity: d(1),
    owner_type: 'order',
    owner_id: newId(),
  };
  await h.run((tx) => h.ledger.reserve(tx, h.place, [promise], source()));
  await query(
    h.dataSource,
    `UPDATE stock_levels SET on_hand = 9, reserved = 4, unsellable = 1, stock_value = 3, avg_cost = 7 WHERE product_id = $1::uuid`,
    [product_id],
  );
  await query(h.dataSource, `UPDATE cost_layers SET remaining = 3 WHERE product_id = $1::uuid`, [product_id]);
  expect(await stockFaults(h.dataSource)).not.toEqual([]);

  const { products, changed } = await new StockRebuild(h.dataSource).all();
  expect(products).toBe(1);
  expect(changed.map(({ field, before, after }) => [field, Number(before), Number(after)]).sort()).toEqual([
    ['avg_cost', 7, 2],
    ['on_hand', 9, 5],
    ['remaining', 3, 5],
    ['reserved', 4, 1],
    ['stock_value', 3, 10],
    ['unsellable', 1, 0],
  ]);
  expect(await stockFaults(h.dataSource)).toEqual([]);
  expect((await new StockRebuild(h.dataSource).all()).changed).toEqual([]);
});
