import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type Child } from './child.js';
import { freePort, ROOT } from './place.js';

const MAIN = join(ROOT, 'dist', 'src', 'main.js');

export const ADMIN = { username: 'bench_admin', password: 'a-password-for-an-hour' };
export const JWT_SECRET = 'a-secret-that-only-benchmarks-use-0123456789';

/** Node's own options of `npm start`. */
function nodeOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [, options = ''] = /node (.*)dist\/src\/main\.js/.exec(scripts.start) ?? [];
  return options.split(' ').filter((option) => option !== '');
}

/** The built server as `npm start` runs it (log of every request to a file), on a database or its own embedded one. */
export async function startServer(folder: string, database: { url: string } | 'embedded'): Promise<Child> {
  const port = await freePort();
  return startChild({
    args: [...nodeOptions(), MAIN],
    folder,
    url: `http://127.0.0.1:${port}`,
    probe: '/health/ready',
    env: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: join(folder, 'data'),
      ...(database === 'embedded' ? {} : { DATABASE_URL: database.url }),
      JWT_SECRET,
      ADMIN_USERNAME: ADMIN.username,
      ADMIN_PASSWORD: ADMIN.password,
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'info',
    },
  });
}
