import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { InsufficientStock, type LedgerPlace, type StockReceiptLine } from '../../../src/inventory/index.js';
import {
  d,
  layersOf,
  levelOf,
  openLedger,
  source,
  stockFaults,
  type LedgerHarness,
} from './ledger-harness.js';

let h: LedgerHarness;
let fefo: LedgerPlace;
beforeAll(async () => {
  h = await openLedger();
  fefo = await h.location(false, { issue_order: 'fefo' });
});
afterEach(async () => expect(await stockFaults(h.dataSource)).toEqual([]));
afterAll(() => h.close());

type Goods = Partial<Omit<StockReceiptLine, 'quantity'>>;

function receive(product_id: string, quantity: number, goods: Goods = {}, place = h.place, kind?: 'opening') {
  const line = { line_id: newId(), product_id, quantity: d(quantity), unit_cost: d(1), ...goods };
  return h.run((tx) => h.ledger.receive(tx, place, [line], source({ type: 'restock', kind })));
}

function issue(
  product_id: string,
  quantity: number,
  picks: object = {},
  place = h.place,
  kind?: 'adjustment',
) {
  const line = { line_id: newId(), product_id, quantity: d(quantity), ...picks };
  return h.run((tx) => h.ledger.issue(tx, place, [line], source({ kind })));
}

async function batchesOf(product_id: string): Promise<string[]> {
  const rows = await query<{ text: string }>(
    h.dataSource,
    `SELECT concat_ws(' ', batch_number, expiry_date) AS text FROM stock_batches WHERE product_id = $1::uuid ORDER BY 1`,
    [product_id],
  );
  return rows.map(({ text }) => text);
}

const numbers = (taken: { batch_number: string | null }[]) => taken.map((layer) => layer.batch_number);

describe('goods that come in', () => {
  it('of a product tracked by batch get a batch, of the number given or of one made up; others get none', async () => {
    const tracked = await h.product({ sku: 'MILK', track_batches: true });
    const plain = await h.product();
    await receive(tracked, 1, { batch_number: 'L1', expiry_date: '2027-01-01' });
    await receive(tracked, 2);
    await receive(tracked, 3);
    await receive(plain, 1, { batch_number: 'L1' });
    expect(await batchesOf(tracked)).toEqual(['AUTO-MILK-261120-MAIN', 'L1 2027-01-01']);
    expect(await batchesOf(plain)).toEqual([]);
  });

  it('get one at a place that tracks everything, and none at one that tracks nothing', async () => {
    const enforced = await h.location(false, { batch_tracking_mode: 'enforced' });
    const disabled = await h.location(false, { batch_tracking_mode: 'disabled' });
    const [plain, dated] = [await h.product(), await h.product({ requires_expiry: true })];
    await receive(plain, 1, { batch_number: 'L1' }, enforced);
    await receive(dated, 1, {}, disabled);
    expect(await batchesOf(plain)).toEqual(['L1']);
    expect(await batchesOf(dated)).toEqual([]);
  });

  it('that expire need their date: given, known of the batch, or by the place; and it must not be over', async () => {
    const product = await h.product({ requires_expiry: true });
    const dated = await h.location(false, { default_expiry_days: 30 });
    await expect(receive(product, 1, { batch_number: 'A' })).rejects.toMatchObject({
      code: 'EXPIRY_DATE_REQUIRED',
      details: { lines: [{ product_id: product }] },
    });
    await receive(product, 1, { batch_number: 'A', expiry_date: '2026-12-24' });
    await receive(product, 1, { batch_number: 'A' });
    await receive(product, 1, { batch_number: 'B' }, dated);
    await receive(product, 1, { batch_number: 'C', expiry_date: '2026-11-20' });
    await expect(receive(product, 1, { batch_number: 'D', expiry_date: '2026-11-19' })).rejects.toMatchObject(
      {
        code: 'BATCH_EXPIRED',
        details: { lines: [{ batch_number: 'D', expiry_date: '2026-11-19' }] },
      },
    );
    await receive(product, 1, { batch_number: 'D', expiry_date: '2026-11-19' }, h.place, 'opening');
    expect(await batchesOf(product)).toEqual([
      'A 2026-12-24',
      'B 2026-12-20',
      'C 2026-11-20',
      'D 2026-11-19',
    ]);
  });

  it('keep what the whole line cost to the last digit', async () => {
    const product = await h.product();
    const posted = await receive(product, 3, { unit_cost: undefined, total_cost: d(10) });
    expect(posted.lines[0]!.cost.toNumber()).toBe(10);
    expect((await layersOf(h.dataSource, product)).sort()).toEqual(['1 of 1 @ 3.3334', '2 of 2 @ 3.3333']);
    const back = { source_line_id: posted.lines[0]!.line_id, line_id: newId(), quantity: d(3) };
    const reversed = await h.run((tx) => h.ledger.reverse(tx, h.place, [back], source()));
    expect(reversed.lines[0]!.cost.toNumber()).toBe(10);
  });
});

describe('goods that go out', () => {
  async function threeBatches(place: LedgerPlace): Promise<string> {
    const product = await h.product({ track_batches: true });
    await receive(product, 2, { batch_number: 'late', expiry_date: '2027-06-01' }, place);
    await receive(product, 2, { batch_number: 'over', expiry_date: '2026-11-19' }, place, 'opening');
    await receive(product, 2, { batch_number: 'soon', expiry_date: '2026-12-01' }, place);
    return product;
  }

  it('leave in the order of the place: oldest first, or first to expire', async () => {
    const [byAge, byDate] = [await threeBatches(h.place), await threeBatches(fefo)];
    expect(numbers((await issue(byAge, 3)).taken)).toEqual(['late', 'soon']);
    expect(numbers((await issue(byDate, 3, {}, fefo)).taken)).toEqual(['soon', 'late']);
  });

  it('never leave by a sale once they expired, and the refusal says so; a correction takes them', async () => {
    const product = await threeBatches(h.place);
    await expect(issue(product, 5)).rejects.toMatchObject({
      details: { lines: [{ requested: 5, available: 4, expired: 2, held: 0, reserved: 0 }] },
    });
    await issue(product, 4);
    await expect(issue(product, 1)).rejects.toThrow(InsufficientStock);
    expect(numbers((await issue(product, 2, {}, h.place, 'adjustment')).taken)).toEqual(['over']);
  });

  it('leave from the batch that a line names, or not at all', async () => {
    const product = await threeBatches(h.place);
    const [soon] = (await issue(product, 1, {}, h.place)).taken;
    const { id } = (
      await query<{ id: string }>(
        h.dataSource,
        `SELECT id FROM stock_batches WHERE product_id = $1::uuid AND batch_number = 'soon'`,
        [product],
      )
    )[0]!;
    expect(soon!.batch_id).not.toBe(id);
    await expect(issue(product, 3, { batch_id: id })).rejects.toMatchObject({
      details: { lines: [{ batch_id: id, requested: 3, available: 2 }] },
    });
    expect(numbers((await issue(product, 2, { batch_id: id })).taken)).toEqual(['soon']);
  });

  it('come back into their batch, here and elsewhere', async () => {
    const product = await threeBatches(h.place);
    const { lines } = await issue(product, 3);
    const back = { source_line_id: lines[0]!.line_id, line_id: newId(), quantity: d(1) };
    const here = await h.run((tx) => h.ledger.reverse(tx, h.place, [back], source()));
    const there = await h.run((tx) =>
      h.ledger.reverse(tx, fefo, [{ ...back, line_id: newId(), quantity: d(2) }], source()),
    );
    expect(numbers(here.taken)).toEqual(['soon']);
    expect(numbers(there.taken)).toEqual(['late']);
    expect(await levelOf(h.dataSource, fefo, product)).toMatchObject({ on_hand: 2, stock_value: 2 });
  });
});

describe('goods on hold', () => {
  it('are there but not available, until they are put back', async () => {
    const product = await h.product();
    await receive(product, 3, { state: 'quality_hold' });
    await receive(product, 2);
    await expect(issue(product, 3)).rejects.toMatchObject({
      details: { lines: [{ available: 2, held: 3 }] },
    });
    await issue(product, 1, { state: 'quality_hold' });
    const line = { line_id: newId(), product_id: product, quantity: d(2) };
    const restate = (to_state: 'sellable' | 'damaged', state: 'quality_hold' | 'sellable') =>
      h.run((tx) =>
        h.ledger.restate(tx, h.place, [{ ...line, line_id: newId(), state, to_state }], source()),
      );
    await restate('sellable', 'quality_hold');
    await restate('damaged', 'sellable');
    await issue(product, 2);
    await expect(issue(product, 1)).rejects.toThrow(InsufficientStock);
    expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 2 });
  });

  it('belong to their delivery still: it can be taken back', async () => {
    const product = await h.product();
    const { lines } = await receive(product, 3);
    const line = { line_id: newId(), product_id: product, quantity: d(2), to_state: 'damaged' as const };
    await h.run((tx) => h.ledger.restate(tx, h.place, [line], source()));
    const back = { source_line_id: lines[0]!.line_id, line_id: newId(), quantity: d(3) };
    await h.run((tx) => h.ledger.reverse(tx, h.place, [back], source()));
    expect(await levelOf(h.dataSource, h.place, product)).toMatchObject({ on_hand: 0, stock_value: 0 });
  });
});

describe('a product tracked by batch from now on', () => {
  it('has what is there in a batch of its own, once, and the delivery can still be taken back', async () => {
    const product = await h.product({ sku: 'OIL' });
    const { lines } = await receive(product, 3);
    await receive(product, 2, {}, fefo);
    await issue(product, 1);
    await query(h.dataSource, `UPDATE products SET track_batches = true WHERE id = $1::uuid`, [product]);
    const when = { occurred_at: new Date('2026-11-25T12:00:00Z'), business_date: '2026-11-25' };
    for (let turn = 0; turn < 2; turn++)
      await h.run((tx) => h.ledger.trackBatches(tx, [product], source(when)));
    expect(await batchesOf(product)).toEqual(['UNKNOWN-OIL-20261125']);
    expect(numbers((await issue(product, 1)).taken)).toEqual(['UNKNOWN-OIL-20261125']);
    const entries = `SELECT count(*)::int AS count FROM stock_movements WHERE product_id = $1::uuid AND kind = 'restated'`;
    expect(await query(h.dataSource, entries, [product])).toEqual([{ count: 4 }]);
    const back = { source_line_id: lines[0]!.line_id, line_id: newId(), quantity: d(1) };
    await h.run((tx) => h.ledger.reverse(tx, h.place, [back], source()));
  });
});

describe('goods from a time or a place without batches', () => {
  const unknown = ['UNKNOWN-OLD-20261120'];

  it('come back into the batch of unknown contents', async () => {
    const product = await h.product({ sku: 'OLD' });
    await receive(product, 3);
    const sold = await issue(product, 3);
    await query(h.dataSource, `UPDATE products SET track_batches = true WHERE id = $1::uuid`, [product]);
    const back = { source_line_id: sold.lines[0]!.line_id, line_id: newId(), quantity: d(2) };
    await h.run((tx) => h.ledger.reverse(tx, h.place, [back], source({ type: 'return' })));
    expect(await batchesOf(product)).toEqual(unknown);
    expect(numbers((await issue(product, 2)).taken)).toEqual(unknown);
  });

  it('arrive in it', async () => {
    const bare = await h.location(false, { batch_tracking_mode: 'disabled' });
    const product = await h.product({ sku: 'BARE', track_batches: true });
    await receive(product, 2, {}, bare);
    const sent = [{ line_id: newId(), product_id: product, quantity: d(2) }];
    const way = { from: bare, to: h.place };
    await h.run((tx) => h.ledger.transfer(tx, way, sent, source({ type: 'transfer' })));
    expect(numbers((await issue(product, 2)).taken)).toEqual(['UNKNOWN-BARE-20261120']);
  });
});

describe('a batch', () => {
  it('is corrected together with what is left of it', async () => {
    const product = await h.product({ track_batches: true });
    const { taken } = await receive(product, 2, { batch_number: 'X', expiry_date: '2027-01-01' });
    const id = taken[0]!.batch_id!;
    await h.run((tx) => h.ledger.correctBatch(tx, id, { expiry_date: '2026-11-19' }));
    await expect(issue(product, 1)).rejects.toMatchObject({ details: { lines: [{ expired: 2 }] } });
    await h.run((tx) => h.ledger.correctBatch(tx, id, { batch_number: 'Y', expiry_date: null }));
    expect(numbers((await issue(product, 1)).taken)).toEqual(['Y']);
  });
});

describe('the database, as the last line', () => {
  it('keeps layers as they came', async () => {
    const product = await h.product({ track_batches: true });
    const { taken } = await receive(product, 2, { batch_number: 'X' });
    const layer = [taken[0]!.layer_id];
    for (const change of [
      `unit_cost = 9`,
      `quantity = 9`,
      `state = 'damaged'`,
      `batch_id = NULL`,
      `parent_id = id`,
    ])
      await expect(
        query(h.dataSource, `UPDATE cost_layers SET ${change} WHERE id = $1::uuid`, layer),
      ).rejects.toThrow(/append-only/);
    await expect(query(h.dataSource, `DELETE FROM cost_layers WHERE id = $1::uuid`, layer)).rejects.toThrow(
      /append-only/,
    );
    await expect(
      query(h.dataSource, `UPDATE cost_layers SET expiry_date = '2030-01-01' WHERE id = $1::uuid`, layer),
    ).rejects.toMatchObject({ constraint: 'ck_cost_layers_expiry_of_batch' });
  });
});
