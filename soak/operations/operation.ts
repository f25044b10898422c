import type { Api } from '../api.js';
import type { Dice } from '../dice.js';
import type { Product, World } from '../world.js';

export interface Scene {
  api: Api;
  world: World;
  dice: Dice;
}

/** One thing that somebody does; how often, compared with the others. */
export interface Operation {
  weight: number;
  run(scene: Scene): Promise<unknown>;
}

/** A little in the past or the future, or far ahead: `2026-12-03`. */
export function anExpiry(dice: Dice): string {
  const days = dice.oneOf([3, 30, 400]);
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Which goods come in: a batch that many deliveries share, or units of their own. */
export function incoming({ world, dice }: Scene, product: Product, quantity: number): object {
  if (product.tracking === 'serials') {
    const serial_numbers = Array.from({ length: quantity }, () => `U${world.next()}`);
    product.serials.push(...serial_numbers);
    return { serial_numbers };
  }
  if (product.tracking === 'none' || dice.isBelow(0.3)) return {};
  return { batch_number: `L${dice.from(1, 6)}`, expiry_date: anExpiry(dice) };
}

/** Which units leave: any that ever came in. */
export function outgoing({ dice }: Scene, product: Product, quantity: number): object {
  if (product.tracking !== 'serials') return {};
  const units = new Set<string>();
  for (let tries = 0; tries < 5 * quantity && units.size < quantity; tries += 1) {
    const unit = dice.of(product.serials);
    if (unit !== undefined) units.add(unit);
  }
  return units.size === 0 ? {} : { serial_numbers: [...units] };
}
