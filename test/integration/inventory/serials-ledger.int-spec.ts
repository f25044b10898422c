import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { TRANSIT_LOCATION_ID } from '../../../src/locations/default-ids.js';
import { d, levelOf, openLedger, source, stockFaults, type LedgerHarness } from './ledger-harness.js';

let h: LedgerHarness;
beforeAll(async () => {
  h = await openLedger();
});
afterEach(async () => expect(await stockFaults(h.dataSource)).toEqual([]));
afterAll(() => h.close());

function line(product_id: string, serial_numbers: string[], quantity = serial_numbers.length) {
  return { line_id: newId(), product_id, quantity: d(quantity), serial_numbers };
}

async function phones(...serial_numbers: string[]): Promise<{ product: string; receipt: string }> {
  const product = await h.product({ track_serials: true });
  const receipt = await receive(product, serial_numbers);
  return { product, receipt };
}

async function receive(product: string, serial_numbers: string[], place = h.place): Promise<string> {
  const goods = { ...line(product, serial_numbers), total_cost: d('10.0001') };
  await h.run((tx) => h.ledger.receive(tx, place, [goods], source({ type: 'restock' })));
  return goods.line_id;
}

function sell(product: string, serial_numbers: string[], quantity?: number, place = h.place) {
  return h.run((tx) => h.ledger.issue(tx, place, [line(product, serial_numbers, quantity)], source()));
}

function takeBack(source_line_id: string, quantity: number, serial_numbers?: string[], place = h.place) {
  const back = { source_line_id, line_id: newId(), quantity: d(quantity), serial_numbers };
  return h.run((tx) => h.ledger.reverse(tx, place, [back], source({ type: 'return' })));
}

it('every unit comes in and goes out by its number, each at its own cost', async () => {
  const { product } = await phones('1', '2', '3');
  const sold = await sell(product, ['3', '1']);
  expect(sold.taken.map(({ serial_number, unit_cost }) => [serial_number, unit_cost.toFixed()])).toEqual([
    ['3', '3.3334'],
    ['1', '3.3333'],
  ]);
});

it('refuses lines that do not name as many numbers as units, coming and going', async () => {
  const { product } = await phones('1', '2');
  const required = {
    code: 'SERIAL_NUMBERS_REQUIRED',
    details: { lines: [{ product_id: product, requested: 2 }] },
  };
  await expect(sell(product, ['1'], 2)).rejects.toMatchObject(required);
  await expect(sell(product, [], 2)).rejects.toMatchObject(required);
  const unnamed = { ...line(product, ['3'], 2), unit_cost: d(1) };
  await expect(
    h.run((tx) => h.ledger.receive(tx, h.place, [unnamed], source({ type: 'restock' }))),
  ).rejects.toMatchObject(required);
});

it('owes no unit that is not there, though the place allows it', async () => {
  const place = await h.location(true);
  const product = await h.product({ track_serials: true });
  await expect(sell(product, [], 1, place)).rejects.toMatchObject({ code: 'SERIAL_NUMBERS_REQUIRED' });
  await expect(sell(product, ['9'], 1, place)).rejects.toMatchObject({ code: 'SERIAL_NUMBER_NOT_HERE' });
});

it('refuses a number that is in stock anywhere, named twice, or not here', async () => {
  const { product } = await phones('1', '2');
  const elsewhere = await h.location(false);
  await expect(receive(product, ['1'], elsewhere)).rejects.toMatchObject({ code: 'SERIAL_NUMBER_TAKEN' });
  await expect(receive(product, ['7', '7'])).rejects.toMatchObject({ code: 'SERIAL_NUMBER_TAKEN' });
  await expect(sell(product, ['1', '1'])).rejects.toMatchObject({ code: 'SERIAL_NUMBER_NOT_HERE' });
  await expect(sell(product, ['1'], 1, elsewhere)).rejects.toMatchObject({
    details: { lines: [{ serial_number: '1' }] },
  });
  const same = await h.product({ track_serials: true });
  await receive(same, ['1']);
});

it('a return brings back the units that it names, a void all of them', async () => {
  const { product } = await phones('1', '2', '3');
  const sold = (await sell(product, ['1', '2', '3'])).lines[0]!.line_id;
  await expect(takeBack(sold, 1)).rejects.toMatchObject({ code: 'SERIAL_NUMBERS_REQUIRED' });
  await expect(takeBack(sold, 1, ['9'])).rejects.toMatchObject({ code: 'SERIAL_NUMBER_NOT_HERE' });
  const back = await takeBack(sold, 1, ['2']);
  expect(back.taken.map((layer) => layer.serial_number)).toEqual(['2']);
  await takeBack(sold, 2);
  await sell(product, ['1', '2', '3']);
});

it('a unit that is elsewhere meanwhile does not come back', async () => {
  const { product } = await phones('1');
  const sold = (await sell(product, ['1'])).lines[0]!.line_id;
  await receive(product, ['1'], await h.location(false));
  await expect(takeBack(sold, 1)).rejects.toMatchObject({ code: 'SERIAL_NUMBER_TAKEN' });
});

it('a receipt gives its units out again by number, though what they cost was raised', async () => {
  const { product, receipt } = await phones('1', '2', '3');
  const added = { source_line_id: receipt, line_id: newId(), amount: d('0.5') };
  await h.run((tx) => h.ledger.addCost(tx, [added], source({ type: 'landed_cost' })));
  await takeBack(receipt, 1, ['2']);
  await sell(product, ['1']);
  await expect(takeBack(receipt, 2)).rejects.toMatchObject({ code: 'RECEIPT_ALREADY_CONSUMED' });
  await takeBack(receipt, 1, ['3']);
  expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 0, stock_value: 0 });
});

it('moves with its number from place to place', async () => {
  const { product } = await phones('1', '2');
  const store = await h.location(false);
  const transit = { location_id: TRANSIT_LOCATION_ID, allow_negative_stock: false };
  const sent = line(product, ['2', '1']);
  await h.run((tx) =>
    h.ledger.transfer(tx, { from: h.place, to: transit }, [sent], source({ type: 'transfer' })),
  );
  await expect(sell(product, ['1'])).rejects.toMatchObject({ code: 'SERIAL_NUMBER_NOT_HERE' });
  const arrived = { ...line(product, ['1']), origin_line_id: sent.line_id };
  await h.run((tx) =>
    h.ledger.transfer(tx, { from: transit, to: store }, [arrived], source({ type: 'transfer' })),
  );
  await sell(product, ['1'], 1, store);
  const onHand = `SELECT on_hand::float FROM product_on_hand WHERE product_id = $1::uuid`;
  expect(await query(h.dataSource, onHand, [product])).toEqual([{ on_hand: 0 }]);
});

it('numbers begin or end to be tracked with nothing in stock only', async () => {
  const { product } = await phones('1');
  const change = `UPDATE products SET track_serials = NOT track_serials WHERE id = $1::uuid`;
  await expect(query(h.dataSource, change, [product])).rejects.toMatchObject({
    constraint: 'ck_products_serials_need_empty_stock',
  });
  await sell(product, ['1']);
  await query(h.dataSource, change, [product]);
});

it('what was sold before its numbers were tracked has none to come back with', async () => {
  const product = await h.product();
  await receive(product, ['ignored']);
  const sold = (await sell(product, ['ignored'])).lines[0]!.line_id;
  await query(h.dataSource, `UPDATE products SET track_serials = true WHERE id = $1::uuid`, [product]);
  await expect(takeBack(sold, 1)).rejects.toMatchObject({ code: 'SERIAL_NUMBERS_REQUIRED' });
});
