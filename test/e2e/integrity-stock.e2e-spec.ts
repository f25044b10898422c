import { randomUUID } from 'node:crypto';
import { TRANSIT_LOCATION_ID } from '../../src/locations/default-ids.js';
import { aProduct, expectNoDrift } from '../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../support/test-app.js';
import { giveBack, sell } from './sales/till.js';
import { aBatchedProduct, aSerialProduct, aStore, deliver, reserve } from './sales/tracked-goods.js';

interface Fault {
  what: string;
  sql: string;
  undo: string;
  found_by: string[];
}

/** The one layer of a batch, held, on its way, of a unit. */
const BATCHED = `(SELECT id FROM cost_layers WHERE batch_id IS NOT NULL AND is_open ORDER BY id LIMIT 1)`;
const RESERVED = `product_id = (SELECT product_id FROM stock_reservations LIMIT 1)`;

const FAULTS: readonly Fault[] = [
  {
    what: 'goods without their batch',
    sql: `UPDATE cost_layers SET batch_id = NULL, expiry_date = NULL WHERE id = ${BATCHED}`,
    undo: `UPDATE cost_layers c SET batch_id = b.id, expiry_date = b.expiry_date FROM stock_batches b
      WHERE b.batch_number = 'L1' AND c.product_id = b.product_id AND c.batch_id IS NULL`,
    found_by: ['layers_have_batches', 'returned_lots', 'sold_lots'],
  },
  {
    what: 'goods that expire on another day than their batch',
    sql: `UPDATE cost_layers SET expiry_date = '2099-01-01' WHERE id = ${BATCHED}`,
    undo: `UPDATE cost_layers SET expiry_date = '2098-12-31' WHERE id = ${BATCHED}`,
    found_by: ['layers_match_batches'],
  },
  {
    what: 'a unit of another product',
    sql: `UPDATE stock_serials SET product_id = (SELECT product_id FROM stock_batches LIMIT 1) WHERE serial_number = 'SN-1'`,
    undo: `UPDATE stock_serials SET product_id = (SELECT product_id FROM stock_serials WHERE serial_number = 'SN-2')
      WHERE serial_number = 'SN-1'`,
    found_by: ['units_are_in_one_place'],
  },
  {
    what: 'a unit in two places',
    sql: `UPDATE cost_layers SET serial_id = (SELECT id FROM stock_serials WHERE serial_number = 'SN-3')
      WHERE serial_id = (SELECT id FROM stock_serials WHERE serial_number = 'SN-2')`,
    undo: `UPDATE cost_layers SET serial_id = (SELECT id FROM stock_serials WHERE serial_number = 'SN-2')
      WHERE id = (SELECT max(id::text)::uuid FROM cost_layers WHERE serial_id = (
        SELECT id FROM stock_serials WHERE serial_number = 'SN-3'))`,
    found_by: ['units_are_in_one_place'],
  },
  {
    what: 'goods that come from goods of another product',
    sql: `UPDATE cost_layers SET parent_id = (SELECT min(id::text)::uuid FROM cost_layers WHERE serial_id IS NOT NULL)
      WHERE id = ${BATCHED}`,
    undo: `UPDATE cost_layers SET parent_id = NULL WHERE id = ${BATCHED}`,
    found_by: ['layers_keep_their_product'],
  },
  {
    what: 'held goods that count as good',
    sql: `UPDATE stock_levels SET unsellable = unsellable - 1 WHERE unsellable > 0`,
    undo: `UPDATE stock_levels SET unsellable = unsellable + 1 WHERE unsellable > 0`,
    found_by: ['unsellable_stock'],
  },
  {
    what: 'a level that hides its lots',
    sql: `UPDATE stock_levels SET has_lots = false WHERE unsellable > 0`,
    undo: `UPDATE stock_levels SET has_lots = true WHERE unsellable > 0`,
    found_by: ['unsellable_stock'],
  },
  {
    what: 'what a sale says of its goods',
    sql: `UPDATE sale_item_lots SET quantity = quantity + 1 WHERE serial_number IS NULL`,
    undo: `UPDATE sale_item_lots SET quantity = quantity - 1 WHERE serial_number IS NULL`,
    found_by: ['sold_lots'],
  },
  {
    what: 'which unit a return says came back',
    sql: `UPDATE sale_return_item_lots SET serial_number = 'SN-9' WHERE serial_number IS NOT NULL`,
    undo: `UPDATE sale_return_item_lots SET serial_number = 'SN-1' WHERE serial_number IS NOT NULL`,
    found_by: ['returned_lots'],
  },
  {
    what: 'what is reserved',
    sql: `UPDATE stock_levels SET reserved = reserved + 1 WHERE ${RESERVED}`,
    undo: `UPDATE stock_levels SET reserved = reserved - 1 WHERE ${RESERVED}`,
    found_by: ['reserved_stock'],
  },
  {
    what: 'a reservation of another product’s batch',
    sql: `UPDATE stock_reservations SET batch_id = (SELECT id FROM stock_batches LIMIT 1)`,
    undo: `UPDATE stock_reservations SET batch_id = NULL`,
    found_by: ['reservations_of_own_batch'],
  },
  {
    what: 'goods that got lost in transit',
    sql: `UPDATE cost_layers SET remaining = remaining - 1 WHERE location_id = '${TRANSIT_LOCATION_ID}' AND is_open`,
    undo: `UPDATE cost_layers SET remaining = remaining + 1 WHERE location_id = '${TRANSIT_LOCATION_ID}' AND is_open`,
    found_by: ['cost_layers', 'goods_in_transit', 'layers_make_levels'],
  },
  {
    what: 'a line that says it has come',
    sql: `UPDATE stock_transfer_lines SET received_quantity = received_quantity + 1`,
    undo: `UPDATE stock_transfer_lines SET received_quantity = received_quantity - 1`,
    found_by: ['goods_in_transit', 'transfer_arrivals'],
  },
  {
    what: 'a document that forgot its posting',
    sql: `UPDATE documents SET is_posted = false WHERE type = 'stock_adjustment'`,
    undo: `UPDATE documents SET is_posted = true WHERE type = 'stock_adjustment'`,
    found_by: ['document_generations', 'documents_moved_stock'],
  },
  {
    what: 'a delivery that posted less than it says',
    sql: `UPDATE delivery_receipt_lines SET received_quantity = received_quantity + 1, accepted_quantity = accepted_quantity + 1`,
    undo: `UPDATE delivery_receipt_lines SET received_quantity = received_quantity - 1, accepted_quantity = accepted_quantity - 1`,
    found_by: ['delivered_stock', 'documents_moved_stock'],
  },
  {
    what: 'a posting that nobody reversed before the next',
    sql: `UPDATE documents SET posting_generation = posting_generation + 1 WHERE type = 'delivery_receipt'`,
    undo: `UPDATE documents SET posting_generation = posting_generation - 1 WHERE type = 'delivery_receipt'`,
    found_by: ['document_generations'],
  },
];

describe('integrity of stock in depth', () => {
  let t: TestApp;
  let admin: Client;

  const transfer = async (product_id: string, to_location_id: string): Promise<void> => {
    const { body } = await admin
      .post('/v1/inventory/transfers', { to_location_id, lines: [{ product_id, quantity: 4 }] })
      .expect(201);
    const { id, lines } = body as { id: string; lines: { id: string }[] };
    await admin.post(`/v1/inventory/transfers/${id}/ship`).expect(200);
    const arrived = [{ line_id: lines[0]!.id, received_quantity: 1, lost_quantity: 1, reason: 'broken' }];
    await admin.post(`/v1/inventory/transfers/${id}/receive`, { lines: arrived }).expect(200);
  };

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    await t.dataSource.query(`DROP INDEX uq_cost_layers_serial`);
    const plain = await aProduct(admin);
    const batched = await aBatchedProduct(admin);
    const serial = await aSerialProduct(admin);
    await deliver(t, [{ product: batched, quantity: 9, batch_number: 'L1', expiry_date: '2098-12-31' }]);
    await deliver(t, [{ product: serial, quantity: 3, serial_numbers: ['SN-1', 'SN-2', 'SN-3'] }]);
    const sale = await sell(admin, [
      { product_id: batched.id, quantity: 2 },
      { product_id: serial.id, serial_numbers: ['SN-1'] },
    ]);
    await giveBack(admin, sale, [1, 1]).expect(201);
    await reserve(t, plain, 5);
    await transfer(plain.id, await aStore(admin, 'BRANCH'));
    const held = {
      product_id: plain.id,
      quantity: 3,
      from_state: 'sellable',
      to_state: 'quality_hold',
      reason: 'smells',
    };
    await admin.post('/v1/inventory/states', held).expect((answer) => answer.status < 300);

    const line = { product_id: plain.id, quantity: -2, reason_code: 'damaged' };
    const adjusted = await admin.post('/v1/inventory/adjustments', { lines: [line] }).expect(201);
    const { id } = adjusted.body as { id: string };
    await admin.post(`/v1/inventory/adjustments/${id}/post`).expect(200);
    const supplier = await admin
      .post('/v1/suppliers', { name: 'Mill', contact_info: 'mill@shop.example' })
      .expect(201);
    const { id: supplier_id } = supplier.body as { id: string };
    const lines = [{ product_id: plain.id, quantity: 6, unit_price: 3 }];
    await admin
      .post('/v1/delivery-receipts', { id: randomUUID(), supplier_id, lines, complete: true })
      .expect(201);
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  it.each(FAULTS)('finds $what', async ({ sql, undo, found_by }) => {
    // Behind the back of the guards too, which would not let it happen.
    const plant = (text: string): Promise<unknown> =>
      t.dataSource.query(`BEGIN; SET LOCAL session_replication_role = replica; ${text}; COMMIT`);
    await plant(sql);
    const { body } = await admin.get('/v1/integrity').expect(200);
    await plant(undo);
    const { checks } = body as { checks: { name: string; drift: { subject: object }[] }[] };
    const drifted = checks.filter(({ drift }) => drift.length > 0);
    expect(drifted.map(({ name }) => name).sort()).toEqual(found_by);
    for (const { drift } of drifted) expect(Object.values(drift[0]!.subject).join('')).not.toBe('');
  });
});
