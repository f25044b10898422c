import type { Sold } from '../world.js';
import { incoming, outgoing, type Operation, type Scene } from './operation.js';

function cart(scene: Scene): object[] {
  const { dice, world } = scene;
  return Array.from({ length: dice.from(1, 3) }, () => {
    if (dice.isBelow(0.1)) return { product_id: world.bundle_id };
    const product = dice.oneOf(world.products);
    const quantity = product.tracking === 'serials' ? 1 : dice.from(1, 4);
    return { product_id: product.id, quantity, ...outgoing(scene, product, quantity) };
  });
}

async function sell(scene: Scene): Promise<void> {
  const { api, dice, world } = scene;
  const items = cart(scene);
  const amount = items.reduce((sum, item) => {
    const { product_id, quantity = 1 } = item as { product_id: string; quantity?: number };
    return sum + (product_id === world.bundle_id ? 25 : 10 * quantity);
  }, 0);
  const payments = [{ payment_method: dice.oneOf(['cash', 'card']), amount }];
  const sale = await api.post<Sold>('sale', 'sales', {
    location_id: dice.oneOf(world.locations),
    items,
    payments,
  });
  if (sale !== undefined) world.sales.push(sale);
}

async function openCart(scene: Scene): Promise<void> {
  const { api, dice, world } = scene;
  const cartOf = { location_id: dice.oneOf(world.locations), items: cart(scene) };
  const made = await api.post<Sold>('pending cart', 'sales', cartOf);
  if (made !== undefined) world.carts.push(made.id);
}

async function changeCart(scene: Scene): Promise<void> {
  const { api, dice, world } = scene;
  const id = dice.of(world.carts);
  if (id === undefined) return;
  if (dice.isBelow(0.5)) return void (await api.post('line added', `sales/${id}/items`, cart(scene)[0]));
  const lines = await api.ask<{ id: string }[]>('cart read', 'GET', `sales/${id}/items`);
  const line = dice.of(lines ?? []);
  if (line !== undefined && (lines ?? []).length > 1)
    await api.ask('line removed', 'DELETE', `sales/${id}/items/${line.id}`);
}

async function endCart({ api, dice, world }: Scene): Promise<void> {
  const id = dice.draw(world.carts);
  if (id === undefined) return;
  if (dice.isBelow(0.4)) return void (await api.ask('cart cancelled', 'DELETE', `sales/${id}`));
  const sale = await api.ask<Sold & { total_amount: number; status: string }>(
    'cart read',
    'GET',
    `sales/${id}`,
  );
  if (sale?.status !== 'pending') return;
  const paid = await api.post('cart paid', `sales/${id}/payments`, {
    payment_method: 'card',
    amount: sale.total_amount,
  });
  if (paid !== undefined) world.sales.push(sale);
}

async function giveBack({ api, dice, world }: Scene): Promise<void> {
  const sale = dice.of(world.sales);
  const item = dice.of(sale?.items ?? []);
  if (sale === undefined || item === undefined) return;
  const serials = item.lots.flatMap(({ serial_number }) => serial_number ?? []);
  const named = serials.length === 0 ? {} : { serial_numbers: [dice.oneOf(serials)] };
  const disposition = dice.oneOf(['restock', 'restock', 'damaged', 'discard']);
  const items = [{ sale_item_id: item.id, quantity: dice.from(1, item.quantity), disposition, ...named }];
  await api.post('return', `sales/${sale.id}/returns`, { items });
}

async function undo({ api, dice, world }: Scene): Promise<void> {
  const sale = dice.draw(world.sales);
  if (sale !== undefined) await api.post('void', `sales/${sale.id}/void`, { reason: 'soaked' });
}

async function blindReturn(scene: Scene): Promise<void> {
  const { api, dice, world } = scene;
  const product = dice.oneOf(world.products);
  const quantity = dice.from(1, 2);
  const goods = dice.isBelow(0.5) ? outgoing(scene, product, quantity) : incoming(scene, product, quantity);
  const items = [{ product_id: product.id, quantity, ...goods }];
  await api.post('blind return', 'returns', { location_id: dice.oneOf(world.locations), items });
}

async function reserve({ api, dice, world }: Scene): Promise<void> {
  const product = dice.oneOf(world.products.filter(({ tracking }) => tracking !== 'serials'));
  const location_id = dice.oneOf(world.locations);
  const owner = { owner_type: 'order', owner_id: product.id };
  const expires_at = dice.isBelow(0.5) ? new Date(Date.now() + dice.from(1, 20) * 1000).toISOString() : null;
  const wanted = { location_id, product_id: product.id, quantity: dice.from(1, 3), expires_at, ...owner };
  const made = await api.post<{ id: string }>('reservation', 'inventory/reservations', wanted);
  if (made !== undefined) world.reservations.push({ id: made.id, product, location_id });
}

async function keepPromise({ api, dice, world }: Scene): Promise<void> {
  const promise = dice.draw(world.reservations);
  if (promise === undefined) return;
  const { id: reservation_id, product, location_id } = promise;
  if (dice.isBelow(0.3))
    return void (await api.post('release', `inventory/reservations/${reservation_id}/release`, {
      reason: 'soaked',
    }));
  const items = [{ product_id: product.id, quantity: dice.from(1, 4), reservation_id }];
  const sale = await api.post<Sold>('sale of reserved goods', 'sales', { location_id, items });
  if (sale !== undefined) world.carts.push(sale.id);
}

export const SALES: readonly Operation[] = [
  { weight: 40, run: sell },
  { weight: 6, run: openCart },
  { weight: 6, run: changeCart },
  { weight: 6, run: endCart },
  { weight: 10, run: giveBack },
  { weight: 4, run: undo },
  { weight: 3, run: blindReturn },
  { weight: 6, run: reserve },
  { weight: 6, run: keepPromise },
];
