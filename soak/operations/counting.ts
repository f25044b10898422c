import type { Operation, Scene } from './operation.js';

async function open({ api, dice, world }: Scene): Promise<void> {
  if (world.counts.length > 5) return;
  const location_id = dice.oneOf(world.locations);
  const product_ids = world.products.filter(() => dice.isBelow(0.5)).map(({ id }) => id);
  if (product_ids.length === 0) return;
  const wanted = { location_id, scope: 'products', product_ids };
  const made = await api.post<{ id: string }>('count', 'inventory/counts', wanted);
  if (made !== undefined) world.counts.push({ id: made.id, product_ids });
}

async function enter({ api, dice, world }: Scene): Promise<void> {
  const count = dice.of(world.counts);
  const counted = world.products.filter(
    ({ id, tracking }) => tracking === 'none' && count?.product_ids.includes(id),
  );
  const product = dice.of(counted);
  if (count === undefined || product === undefined) return;
  const entries = [
    { product_id: product.id, counted_quantity: dice.from(0, 60), area: dice.oneOf(['front', 'back']) },
  ];
  await api.post('count entry', `inventory/counts/${count.id}/entries`, { entries });
}

async function end({ api, dice, world }: Scene): Promise<void> {
  const count = dice.draw(world.counts);
  if (count === undefined) return;
  const path = `inventory/counts/${count.id}`;
  const reviewed = await api.post('count reviewed', `${path}/review`);
  if (reviewed === undefined) return;
  const posted =
    dice.isBelow(0.8) && (await api.post('count posted', `${path}/post`, { uncounted: 'leave' }));
  if (!posted) await api.post('count cancelled', `${path}/cancel`);
}

export const COUNTING: readonly Operation[] = [
  { weight: 2, run: open },
  { weight: 6, run: enter },
  { weight: 2, run: end },
];
