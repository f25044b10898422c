import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import type { LifecycleStatus } from './lifecycle.js';
import type { ProductKind } from './product-kind.js';

export interface WantedPart {
  product_id: string;
  quantity: number;
}

export interface PartCandidate {
  kind: ProductKind;
  lifecycle_status: LifecycleStatus;
  unit: string;
  unit_decimals: number;
}

function refusalOf(candidate: PartCandidate | undefined): [code: string, message: string] | undefined {
  if (candidate === undefined) return ['PRODUCT_NOT_FOUND', 'product_id names nothing that exists'];
  if (candidate.kind === 'bundle') return ['NESTED_BUNDLE', 'a bundle cannot be part of a bundle'];
  if (candidate.kind === 'template') return ['TEMPLATE', 'choose a variant of the template'];
  const status = candidate.lifecycle_status;
  if (status !== 'discontinued' && status !== 'archived') return undefined;
  return ['LIFECYCLE_RESTRICTED', `a product that is ${status} cannot be part of a bundle`];
}

function fractional(part: WantedPart, { unit, unit_decimals }: PartCandidate): string | undefined {
  if (new Decimal(part.quantity).decimalPlaces() <= unit_decimals) return undefined;
  const allowed = unit_decimals === 0 ? 'a whole number' : `at most ${unit_decimals} decimals`;
  return `quantity must be ${allowed} for the unit ${unit}`;
}

/** Every rule that the parts of a bundle break. `candidates` holds the products that exist, by id. */
export function partProblems(
  bundleId: string,
  parts: readonly WantedPart[],
  candidates: ReadonlyMap<string, PartCandidate>,
): FieldError[] {
  return parts.flatMap((part, n) => {
    const at = (field: string, code: string, message: string): FieldError[] => [
      { field: `parts.${n}.${field}`, code, message },
    ];
    if (part.product_id === bundleId)
      return at('product_id', 'OWN_PART', 'a bundle cannot be part of itself');
    if (parts.findIndex(({ product_id }) => product_id === part.product_id) < n) {
      return at('product_id', 'REPEATED_PART', 'each part is there only once; raise its quantity');
    }
    const candidate = candidates.get(part.product_id);
    const refusal = refusalOf(candidate);
    if (refusal !== undefined) return at('product_id', ...refusal);
    const message = fractional(part, candidate!);
    return message === undefined ? [] : at('quantity', 'FRACTIONAL_QUANTITY', message);
  });
}
