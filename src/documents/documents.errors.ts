import { DomainError } from '../common/errors/domain-error.js';

/** A series has used its last allowed number. Nothing is issued under any other number. */
export class NumberSeriesExhausted extends DomainError {
  constructor(key: string) {
    super('conflict', 'NUMBER_SERIES_EXHAUSTED', `The number series ${key} has no numbers left.`, {
      series: key,
    });
  }
}

/** Two series with one prefix would issue the same numbers. */
export class NumberPrefixTaken extends DomainError {
  constructor(prefix: string) {
    super('conflict', 'NUMBER_PREFIX_TAKEN', `Another number series has the prefix "${prefix}".`, { prefix });
  }
}
