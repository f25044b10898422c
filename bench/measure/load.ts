import { setTimeout as pause } from 'node:timers/promises';
import type { Settings } from '../settings.js';
import { cpuMsOf, familyCpuMsOf } from './processes.js';
import { paceOf, type Pace } from './statistics.js';

/** A process whose CPU time is put beside the load: `with_children` counts all that it started. */
export interface Watched {
  name: string;
  pid: number;
  with_children?: boolean;
}

export interface Measured extends Pace {
  clients: number;
  /** CPU milliseconds of each watched process for one act; absent where the system does not tell. */
  cpu_ms: Record<string, number | undefined>;
}

export interface Load {
  clients: number;
  /** Does one thing and waits for its end; throws when that went wrong, which ends the benchmark. */
  act: (client: number) => Promise<void>;
  watched?: readonly Watched[];
}

function cpuTimes(watched: readonly Watched[]): (number | undefined)[] {
  return watched.map(({ pid, with_children }) =>
    with_children === true ? familyCpuMsOf(pid) : cpuMsOf(pid),
  );
}

/** Lets every client act again and again without a pause; counts what ends after the warm-up. */
export async function drive({ clients, act, watched = [] }: Load, settings: Settings): Promise<Measured> {
  const begin = performance.now() + settings.warm_up_seconds * 1000;
  const end = begin + settings.seconds * 1000;
  const latencies: number[] = [];
  const client = async (index: number): Promise<void> => {
    for (let started = performance.now(); started < end;) {
      await act(index);
      const done = performance.now();
      if (done >= begin && done < end) latencies.push(done - started);
      started = done;
    }
  };
  const work = Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  const failed = work.then(() => false);
  await Promise.race([failed, pause(begin - performance.now())]);
  const before = cpuTimes(watched);
  await Promise.race([failed, pause(end - performance.now())]);
  const after = cpuTimes(watched);
  await work;
  const each = watched.map(({ name }, index) => {
    const [from, to] = [before[index], after[index]];
    return [name, from === undefined || to === undefined ? undefined : (to - from) / latencies.length];
  });
  return {
    clients,
    ...paceOf(latencies, settings.seconds),
    cpu_ms: Object.fromEntries(each) as Measured['cpu_ms'],
  };
}
