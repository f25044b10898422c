import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', '..', 'dist', 'src', 'main.js');
const READY = /^Opentill is ready: API (\S+)\/v1/m;
const LOGIN = /^First login.*username (\S+) password (\S+)$/m;

/** Settings of a server that is only tested: quick passwords, no limits, a port of its own. */
const TEST_ENV = {
  NODE_ENV: 'test',
  HOST: '127.0.0.1',
  PORT: '0',
  BCRYPT_ROUNDS: '4',
  RATE_LIMIT_PER_MINUTE: '0',
  JWT_SECRET: 'a-secret-that-only-tests-may-use-0123456789',
  ADMIN_USERNAME: 'admin',
  ADMIN_PASSWORD: 'correct-horse-battery',
};

export interface SpawnOptions {
  /** Added to the settings of a test server; undefined takes one away. */
  env?: Record<string, string | undefined>;
  /** Working directory, with `.data` and `.env`; a new empty one by default, removed in the end. */
  cwd?: string;
}

/** A server in a process of its own, running the built code. */
export interface SpawnedServer {
  /** Set once it listens. */
  url: string;
  cwd: string;
  /** The generated login, if one was printed. */
  login?: { username: string; password: string };
  /** Everything it wrote so far. */
  output(): { stdout: string; stderr: string };
  isRunning(): boolean;
  signal(name: NodeJS.Signals): void;
  /** How it ended: exit code, or null after SIGKILL. */
  ended: Promise<number | null>;
  /** SIGKILL, as when the power fails. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** Removes the working directory, unless it was given. Call it last. */
  cleanUp(): Promise<void>;
}

/** One that the account of an embedded server may pass through when the tests run as root. */
async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'opentill-server-'));
  await chmod(folder, 0o711);
  return folder;
}

/** Starts a process without waiting for it to listen. */
export async function launchServer({ env = {}, cwd }: SpawnOptions = {}): Promise<SpawnedServer> {
  if (!existsSync(MAIN)) throw new Error('These tests run the built server: npm run build');
  const folder = cwd ?? (await emptyFolder());
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: { PATH, HOME, ...TEST_ENV, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  const end = (signal: NodeJS.Signals) => {
    if (isRunning) child.kill(signal);
    return ended;
  };
  return {
    url: '',
    cwd: folder,
    output: () => said,
    isRunning: () => isRunning,
    signal: (name) => void child.kill(name),
    ended,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    cleanUp: () => (cwd === undefined ? rm(folder, { recursive: true, force: true }) : Promise.resolve()),
  };
}

/** Starts a server and waits until it listens. */
export async function spawnServer(options: SpawnOptions = {}): Promise<SpawnedServer> {
  const server = await launchServer(options);
  for (;;) {
    const { stdout, stderr } = server.output();
    const ready = READY.exec(stdout);
    if (ready !== null) {
      const login = LOGIN.exec(stdout);
      server.url = ready[1]!;
      if (login !== null) server.login = { username: login[1]!, password: login[2]! };
      return server;
    }
    if (!server.isRunning()) {
      await server.cleanUp();
      throw new Error(`The server did not start:\n${stdout}${stderr}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Signs in at a spawned server and answers the headers that later requests need. */
export async function signInAt(
  url: string,
  login = { username: 'admin', password: 'correct-horse-battery' },
) {
  const answer = await fetch(`${url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(login),
  });
  if (!answer.ok) throw new Error(`Login answered ${answer.status}: ${await answer.text()}`);
  const { access_token } = (await answer.json()) as { access_token: string };
  return { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
}
