const WIDTH = 30;

/** A progress bar on a terminal; one line at the end elsewhere. */
export function progress(label: string, total: number): (done: number) => void {
  const isTerminal = process.stdout.isTTY;
  return (done) => {
    const filled = Math.round((done / total) * WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
    if (isTerminal) process.stdout.write(`\r${label.padEnd(12)} ${bar} ${done}/${total}`);
    if (done === total) process.stdout.write(isTerminal ? '\n' : `${label.padEnd(12)} ${total}\n`);
  };
}

/** Runs `work` on every item, some at a time, and shows how far it is. */
export async function each<T>(
  label: string,
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const show = progress(label, items.length);
  const queue = [...items];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(item);
      show(++done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
