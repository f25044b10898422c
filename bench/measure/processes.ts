import { readdirSync, readFileSync } from 'node:fs';

// Linux counts CPU time for user space in hundredths of a second, whatever the kernel's own clock.
const MS_PER_TICK = 10;

interface ProcessTimes {
  parent: number;
  own_ms: number;
  /** Of children that have ended. */
  reaped_ms: number;
}

function timesOf(pid: number): ProcessTimes | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parent, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, reapedUser, reapedSystem] = fields.slice(9, 13).map(Number) as [
      number,
      number,
      number,
      number,
    ];
    return {
      parent: Number(parent),
      own_ms: (user + system) * MS_PER_TICK,
      reaped_ms: (reapedUser + reapedSystem) * MS_PER_TICK,
    };
  } catch {
    // The process ended meanwhile, or this is not Linux.
    return undefined;
  }
}

/** CPU time that a process has used so far; undefined where the system does not tell. */
export function cpuMsOf(pid: number): number | undefined {
  return timesOf(pid)?.own_ms;
}

/** CPU time of a process and all its children, the ended ones too. */
export function familyCpuMsOf(pid: number): number | undefined {
  const head = timesOf(pid);
  if (head === undefined) return undefined;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => timesOf(Number(name)))
    .filter((times) => times?.parent === pid);
  return children.reduce((total, times) => total + times!.own_ms, head.own_ms + head.reaped_ms);
}

export function parentOf(pid: number): number | undefined {
  return timesOf(pid)?.parent;
}

export interface Memory {
  now_mb: number;
  highest_mb: number;
}

/** Resident memory of a process; undefined where the system does not tell. */
export function memoryOf(pid: number): Memory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (field: string): number => {
      const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
      return Number(kilobytes) / 1024;
    };
    return { now_mb: megabytes('VmRSS'), highest_mb: megabytes('VmHWM') };
  } catch {
    return undefined;
  }
}
