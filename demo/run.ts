import { join } from 'node:path';
import { Api } from './api.js';
import { runDay } from './day-run.js';
import { runMarket } from './market-run.js';
import { say } from './say.js';
import { startDemoServer } from './server.js';
import { readShopDay } from './shop-day.js';
import { readMarket } from './supermarket.js';

const LOGIN = { username: 'demo_admin', password: 'one-real-day-2010' };

const fileOf = (name: string): string => join(import.meta.dirname, name);

async function main(): Promise<number> {
  const day = readShopDay(fileOf('online-retail-2010-12-01.csv'));
  const market = readMarket(fileOf('supermarket-sales.csv'));
  const server = await startDemoServer(LOGIN);
  try {
    const api = new Api(server.url);
    await api.signIn(LOGIN.username, LOGIN.password);
    const isDayRight = await runDay(api, day);
    const isMarketRight = await runMarket(api, market);
    const { is_clean, drift_count } = await api.get<{ is_clean: boolean; drift_count: number }>(
      '/v1/integrity',
    );
    say(is_clean ? '\nintegrity: no drift' : `\nintegrity: ${drift_count} drifts`);
    return isDayRight && isMarketRight && is_clean ? 0 : 1;
  } finally {
    await server.stop();
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
