import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Child {
  pid: number;
  url: string;
  /** From the start of the process until it answered. */
  boot_ms: number;
  /** Does nothing at all while `work` runs. */
  whilePaused<T>(work: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  args: string[];
  /** The whole environment besides PATH and HOME. */
  env: Record<string, string>;
  /** For the log; the process runs here, away from a developer's .env, unless `cwd` says otherwise. */
  folder: string;
  cwd?: string;
  url: string;
  /** Answers 200 once the process is ready. */
  probe: string;
}

const POLL_MS = 5;

/** However the benchmark ends, it leaves nothing running. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) {
    child.kill('SIGTERM');
    child.kill('SIGCONT');
  }
});

/** Runs a node process and waits until it is ready; what it prints goes to a file in `folder`. */
export async function startChild({ args, env, folder, cwd, url, probe }: ChildOptions): Promise<Child> {
  const logFile = join(folder, `${basename(args.at(-1)!)}.log`);
  const log = openSync(logFile, 'a');
  const { PATH = '', HOME = '' } = process.env;
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: cwd ?? folder,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  let hasEnded = false;
  running.add(child);
  void ended.then(() => {
    hasEnded = true;
    running.delete(child);
  });
  for (;;) {
    if (hasEnded)
      throw new Error(`${args.join(' ')} did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
    const answer = await fetch(`${url}${probe}`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) break;
    await pause(POLL_MS);
  }
  const boot_ms = performance.now() - started;
  const stop = async (): Promise<void> => {
    if (!hasEnded) child.kill('SIGTERM');
    await ended;
  };
  const whilePaused: Child['whilePaused'] = async (work) => {
    child.kill('SIGSTOP');
    return work().finally(() => child.kill('SIGCONT'));
  };
  return { pid: child.pid!, url, boot_ms, whilePaused, stop };
}
