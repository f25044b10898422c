import type { Line } from '../world.js';
import { incoming, outgoing, type Operation, type Scene } from './operation.js';

async function receive(scene: Scene): Promise<void> {
  const { api, dice, world } = scene;
  const { supplier_id } = world;
  const lines = Array.from({ length: dice.from(1, 4) }, () => {
    const product = dice.oneOf(world.products);
    const quantity = dice.from(1, product.tracking === 'serials' ? 4 : 20);
    return {
      product_id: product.id,
      quantity,
      unit_price: dice.from(100, 900) / 100,
      ...incoming(scene, product, quantity),
    };
  });
  const delivery = {
    supplier_id,
    location_id: dice.oneOf(world.locations),
    lines,
    complete: dice.isBelow(0.8),
  };
  const made = await api.post<{ id: string }>('delivery', 'delivery-receipts', delivery);
  if (made !== undefined) world.receipts.push(made.id);
}

async function moveReceipt({ api, dice, world }: Scene): Promise<void> {
  const id = dice.of(world.receipts);
  if (id === undefined) return;
  const path = `delivery-receipts/${id}`;
  if (dice.isBelow(0.5)) await api.post('delivery completed', `${path}/complete`, { comment: 'soaked' });
  else await api.post('delivery cancelled', `${path}/cancel`, { comment: 'soaked' });
}

async function addCosts({ api, dice, world }: Scene): Promise<void> {
  const id = dice.of(world.receipts);
  if (id === undefined) return;
  const costs = [
    {
      description: 'Freight',
      amount: dice.from(1, 500) / 100,
      allocation: dice.oneOf(['quantity', 'value']),
    },
  ];
  await api.post('landed cost', `delivery-receipts/${id}/landed-costs`, { costs });
}

async function sendBack(scene: Scene): Promise<void> {
  const { api, dice, world } = scene;
  const { supplier_id } = world;
  const product = dice.oneOf(world.products);
  const quantity = dice.from(1, 2);
  const line = { product_id: product.id, quantity, unit_price: 5, ...outgoing(scene, product, quantity) };
  const wanted = { supplier_id, location_id: dice.oneOf(world.locations), lines: [line], complete: true };
  const made = await api.post<{ id: string }>('supplier return', 'supplier-returns', wanted);
  if (made !== undefined && dice.isBelow(0.3))
    await api.post('supplier return cancelled', `supplier-returns/${made.id}/cancel`, { comment: 'soaked' });
}

/** Goods that were there, and goods sold before that come back, are of a batch from then on. */
async function startBatches({ api, world }: Scene): Promise<void> {
  const product = world.products.find(({ tracking }) => tracking === 'none');
  if (product === undefined || world.products.filter(({ tracking }) => tracking === 'none').length < 3)
    return;
  product.tracking = 'batches';
  await api.ask('batches from now on', 'PATCH', `products/${product.id}`, { track_batches: true });
}

async function adjust(scene: Scene): Promise<void> {
  const { api, dice, world } = scene;
  const product = dice.oneOf(world.products);
  const found = dice.isBelow(0.5);
  const quantity = dice.from(1, 3);
  const goods = found ? incoming(scene, product, quantity) : outgoing(scene, product, quantity);
  const line = { product_id: product.id, quantity: found ? quantity : -quantity, ...goods };
  const location_id = dice.oneOf(world.locations);
  if (dice.isBelow(0.5))
    return void (await api.post('quick adjustment', 'inventory/adjust', {
      location_id,
      ...line,
      reason: 'soaked',
    }));
  const lines = [{ ...line, reason_code: found ? 'found' : 'damaged' }];
  const made = await api.post<{ id: string }>('adjustment', 'inventory/adjustments', { location_id, lines });
  if (made === undefined) return;
  await api.post('adjustment posted', `inventory/adjustments/${made.id}/post`);
  world.adjustments.push(made.id);
}

async function undoAdjustment({ api, dice, world }: Scene): Promise<void> {
  const id = dice.draw(world.adjustments);
  if (id !== undefined)
    await api.post('adjustment cancelled', `inventory/adjustments/${id}/cancel`, { comment: 'soaked' });
}

async function changeState(scene: Scene): Promise<void> {
  const { api, dice, world } = scene;
  const product = dice.oneOf(world.products);
  const states = ['sellable', 'quality_hold', 'damaged'];
  const from_state = dice.oneOf(states);
  const to_state = dice.oneOf(states.filter((state) => state !== from_state));
  const quantity = dice.from(1, 2);
  await api.post('change of state', 'inventory/states', {
    ...{ location_id: dice.oneOf(world.locations), product_id: product.id, quantity, from_state, to_state },
    ...outgoing(scene, product, quantity),
    reason: 'soaked',
  });
}

async function ship(scene: Scene): Promise<void> {
  const { api, dice, world } = scene;
  const location_id = dice.oneOf(world.locations);
  const to_location_id = dice.oneOf(world.locations.filter((id) => id !== location_id));
  const lines = Array.from({ length: dice.from(1, 3) }, () => {
    const product = dice.oneOf(world.products);
    const quantity = dice.from(1, 5);
    return { product_id: product.id, quantity, ...outgoing(scene, product, quantity) };
  });
  const drafted = await api.post<{ id: string; lines: Line[] }>('transfer', 'inventory/transfers', {
    ...{ location_id, to_location_id, lines },
  });
  if (drafted === undefined) return;
  const shipped = await api.post('transfer shipped', `inventory/transfers/${drafted.id}/ship`);
  if (shipped !== undefined) world.transfers.push(drafted);
}

async function arrive({ api, dice, world }: Scene): Promise<void> {
  const transfer = dice.of(world.transfers);
  if (transfer === undefined) return;
  const path = `inventory/transfers/${transfer.id}`;
  if (dice.isBelow(0.2)) return void (await api.post('transfer cancelled', `${path}/cancel`));
  if (dice.isBelow(0.5)) return void (await api.post('transfer received', `${path}/receive`));
  const { id: line_id, quantity } = dice.oneOf(transfer.lines);
  const received_quantity = dice.from(0, quantity);
  const lost_quantity = dice.from(received_quantity === 0 ? 1 : 0, Math.max(1, quantity - received_quantity));
  const lines = [{ line_id, received_quantity, lost_quantity, reason: 'soaked' }];
  await api.post('transfer received in part', `${path}/receive`, { lines });
}

export const GOODS: readonly Operation[] = [
  { weight: 9, run: receive },
  { weight: 4, run: moveReceipt },
  { weight: 3, run: addCosts },
  { weight: 2, run: sendBack },
  { weight: 0.2, run: startBatches },
  { weight: 6, run: adjust },
  { weight: 2, run: undoAdjustment },
  { weight: 5, run: changeState },
  { weight: 5, run: ship },
  { weight: 7, run: arrive },
];
