import { recordCheckout } from './floor/record-checkout.js';
import { Floor } from './floor/replay.js';
import { scriptOf, titleOf, type Step } from './floor/script.js';
import { HttpClient } from './measure/http-client.js';
import { drive, type Measured, type Watched } from './measure/load.js';
import { median } from './measure/statistics.js';
import type { Settings } from './settings.js';
import { checkoutCall, choose, ringUp } from './stage/checkout.js';
import type { Child } from './stage/child.js';
import type { BenchDatabase } from './stage/database.js';
import type { Shop } from './stage/shop.js';
import type { Till } from './stage/tills.js';

/** Everything that a checkout needs to be measured. */
export interface Scene {
  database: BenchDatabase;
  server: Child;
  shop: Shop;
  tills: readonly Till[];
  cents: Map<string, number>;
}

export interface StepTime {
  title: string;
  median_ms: number;
}

function postgres({ postmaster_pid }: BenchDatabase): Watched {
  return { name: 'postgres', pid: postmaster_pid, with_children: true };
}

/** Checkouts over HTTP, everything on. Each client is a cashier of its own; registers are shared at random. */
export async function overHttp(scene: Scene, clients: number, settings: Settings): Promise<Measured> {
  const { database, server, shop, tills, cents } = scene;
  await database.settle();
  const http = new HttpClient(server.url);
  const watched: Watched[] = [
    { name: 'node', pid: server.pid },
    postgres(database),
    { name: 'driver', pid: process.pid },
  ];
  try {
    const act = (client: number): Promise<void> =>
      ringUp(http, checkoutCall(choose(shop, tills[client]!), cents));
    return await drive({ clients, act, watched }, settings);
  } finally {
    http.close();
  }
}

/** Listens to one real checkout. */
export async function recordScript({ database, shop, tills, cents }: Scene): Promise<Step[]> {
  return scriptOf(await recordCheckout(database.url, shop, tills[0]!, cents));
}

/** The same statements without the application, which stands still: it would work off the jobs that they add. */
export async function onTheFloor(
  scene: Scene,
  script: readonly Step[],
  clients: number,
  settings: Settings,
): Promise<Measured> {
  const { database, server, shop, tills } = scene;
  await database.settle();
  const floor = new Floor(database.url, clients, script, shop);
  const watched = [postgres(database), { name: 'driver', pid: process.pid }];
  try {
    const act = (client: number): Promise<void> => floor.checkout(tills[client]!);
    return await server.whilePaused(() => drive({ clients, act, watched }, settings));
  } finally {
    await floor.close();
  }
}

/** How long each statement takes while nothing else happens. */
export async function stepTimes(
  { database, shop, tills }: Scene,
  script: readonly Step[],
  settings: Settings,
): Promise<StepTime[]> {
  const floor = new Floor(database.url, 1, script, shop);
  const times = script.map((): number[] => []);
  try {
    const act = (): Promise<void> =>
      floor.checkout(tills[0]!, (step, milliseconds) => void times[step]!.push(milliseconds));
    await drive({ clients: 1, act }, { ...settings, seconds: 2, warm_up_seconds: 0.5 });
  } finally {
    await floor.close();
  }
  return script.map(({ text }, index) => ({ title: titleOf(text), median_ms: median(times[index]!) }));
}
