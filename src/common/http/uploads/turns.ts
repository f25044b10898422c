import { DomainError } from '../../errors/domain-error.js';

const RETRY_AFTER_SECONDS = 5;

export class TooBusy extends DomainError {
  constructor() {
    super('unavailable', 'TOO_BUSY', 'Too many of these requests at once; try again shortly.', {
      retry_after: RETRY_AFTER_SECONDS,
    });
  }
}

/** Lets so many do something at once in this process; the others wait, but not more than `waiting` of them. */
export class Turns {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly at_once: number,
    private readonly waiting: number,
  ) {}

  /** Throws TOO_BUSY when too many are waiting already. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> | void {
    if (this.running < this.at_once) {
      this.running += 1;
      return;
    }
    if (this.queue.length >= this.waiting) throw new TooBusy();
    return new Promise((resolve) => this.queue.push(resolve));
  }

  /** Whoever waits longest takes the place over. */
  private leave(): void {
    const next = this.queue.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
