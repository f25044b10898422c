import { DomainError } from '../common/errors/domain-error.js';

export interface OverDeliveredLine {
  order_line_id: string;
  sku: string;
  name: string;
  ordered: number;
  accepted_before: number;
  accepted_now: number;
  allowed: number;
}

/** More would be accepted of lines than was ordered, and than is tolerated. Names every such line. */
export class OverDelivery extends DomainError {
  constructor(lines: readonly OverDeliveredLine[]) {
    const text = lines.map(
      ({ name, sku, allowed, accepted_before, accepted_now }) =>
        `${name} (${sku}): ${accepted_before + accepted_now} of ${allowed}`,
    );
    super('invalid', 'OVER_DELIVERY', `More is delivered than ordered: ${text.join('; ')}.`, { lines });
  }
}

/** The state of a document forbids what was asked. */
export class DocumentStateForbids extends DomainError {
  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super('conflict', code, message, details);
  }
}
