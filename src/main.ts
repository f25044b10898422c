import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import { readSettings } from './config/env.js';
import { StartupError } from './config/startup-error.js';
import { startServer, type RunningServer } from './server.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

let isEnding = false;
let server: RunningServer | undefined;

async function end(code: number): Promise<void> {
  isEnding = true;
  const isFinished = await server?.stop();
  if (isFinished === false)
    complain('Some requests or jobs did not finish in SHUTDOWN_TIMEOUT_SECONDS and were cut off.');
  process.exit(isFinished === false ? 1 : code);
}

/** The first signal ends in order, the second at once. While starting, the start is finished first. */
function onSignal(signal: NodeJS.Signals): void {
  if (isEnding) process.exit(1);
  isEnding = true;
  say(`${signal}: finishing what is running (again: stop at once)`);
  if (server !== undefined) void end(0);
}

function announce({ url, database, login }: RunningServer): void {
  say(`Opentill is ready: API ${url}/v1, docs ${url}/docs, database: ${database}`);
  if (login === undefined) return;
  say(`First login, shown only this once: username ${login.username} password ${login.password}`);
}

async function main(): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
  if (existsSync('.env')) process.loadEnvFile('.env');
  server = await startServer(readSettings(process.env), say);
  announce(server);
  if (isEnding) await end(0);
}

// A till goes on selling when a stray promise fails somewhere; after a stray exception nothing can be trusted.
process.on('unhandledRejection', (error) =>
  new Logger('Process').error({ err: error, msg: 'Unhandled rejection' }),
);
process.on('uncaughtException', (error) => {
  complain(`Ending after an unexpected error: ${error.stack}`);
  if (isEnding) process.exit(1);
  void end(1);
});

main().catch((error: unknown) => {
  const { message, stack } = error as Error;
  complain(`Opentill cannot start: ${error instanceof StartupError ? message : stack}`);
  process.exit(1);
});
