import { Decimal, ZERO } from '../../../src/common/money/decimal.js';

interface Layer {
  unit_cost: Decimal;
  remaining: Decimal;
}

interface Take {
  layer: Layer;
  quantity: Decimal;
}

/** First in, first out on paper: what the ledger must agree with, to the last digit. One product, one place. */
export class FifoModel {
  private readonly layers: Layer[] = [];
  private readonly takes = new Map<string, Take[]>();

  get on_hand(): Decimal {
    return this.layers.reduce((total, { remaining }) => total.plus(remaining), ZERO);
  }

  get value(): Decimal {
    return this.layers.reduce(
      (total, { remaining, unit_cost }) => total.plus(remaining.times(unit_cost)),
      ZERO,
    );
  }

  receive(quantity: Decimal, unit_cost: Decimal): void {
    this.layers.push({ unit_cost, remaining: quantity });
  }

  issue(line: string, wanted: Decimal): Decimal {
    const takes: Take[] = [];
    for (const layer of this.layers) {
      const quantity = Decimal.min(layer.remaining, wanted.minus(sumOf(takes)));
      if (quantity.isZero()) continue;
      layer.remaining = layer.remaining.minus(quantity);
      takes.push({ layer, quantity });
    }
    this.takes.set(line, takes);
    return costOf(takes);
  }

  /** Gives back the last units taken first; the cost given back. */
  reverse(line: string, wanted: Decimal, isKept: boolean): Decimal {
    const back: Take[] = [];
    for (const take of [...this.takes.get(line)!].reverse()) {
      const quantity = Decimal.min(take.quantity, wanted.minus(sumOf(back)));
      take.quantity = take.quantity.minus(quantity);
      if (isKept) take.layer.remaining = take.layer.remaining.plus(quantity);
      back.push({ layer: take.layer, quantity });
    }
    return costOf(back);
  }

  /** Issued and not given back. */
  outstanding(line: string): Decimal {
    return sumOf(this.takes.get(line) ?? []);
  }
}

function sumOf(takes: readonly Take[]): Decimal {
  return takes.reduce((total, { quantity }) => total.plus(quantity), ZERO);
}

function costOf(takes: readonly Take[]): Decimal {
  return takes.reduce((total, { quantity, layer }) => total.plus(quantity.times(layer.unit_cost)), ZERO);
}
