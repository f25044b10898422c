import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { canBegin, lifecycleRefusal, needsEmptyShelf, type LifecycleStatus } from '../domain/lifecycle.js';
import { acceptedRow, claim } from './accepted-row.js';
import type { RowProblem } from './domain/verdict.js';
import type { ExistingProduct, Known } from './import-references.js';
import type { StagedRow } from './import-store.js';
import { readRow, rowProblem } from './row-input.js';
import { rejection, type RowPlan } from './row-plan.js';
import { rowReferences } from './row-references.js';
import { lackingAttributes, ruleProblems } from './row-rules.js';

function lifecycleProblem(
  existing: ExistingProduct | undefined,
  to: LifecycleStatus | undefined,
): FieldError[] {
  const refuse = (code: string, message: string): FieldError[] => [
    { field: 'lifecycle_status', code, message },
  ];
  if (to === undefined || to === existing?.lifecycle_status) return [];
  if (existing === undefined) {
    return canBegin(to) ? [] : refuse('INVALID_STATUS', 'a product starts its life as new or active');
  }
  const from = existing.lifecycle_status;
  switch (lifecycleRefusal(from, to, new Decimal(existing.on_hand).gt(0))) {
    case 'TRANSITION_FORBIDDEN':
      return refuse('TRANSITION_FORBIDDEN', `A product that is ${from} cannot become ${to}.`);
    case 'HAS_STOCK':
      return refuse('HAS_STOCK', `There still is stock of it: ${existing.on_hand}.`);
    case undefined:
      return existing.is_part && needsEmptyShelf(to)
        ? refuse('PART_OF_BUNDLE', 'It is part of a bundle that is still sold.')
        : [];
  }
}

function isIn(problems: readonly RowProblem[], field: string): boolean {
  return problems.some((problem) => problem.field === field);
}

/** Decides what becomes of a row, by what is known: no statement is run, nothing is written. */
export function planRow(row: StagedRow, known: Known): RowPlan {
  const { record, sku_key, first_row } = row;
  if (record === null) return rejection(row, row.errors ?? []);
  const asProblem = (error: FieldError): RowProblem => rowProblem(record, error);
  const unread = row.errors ?? [];
  const refuse = (code: string, message: string): RowPlan =>
    rejection(row, [...unread, asProblem({ field: 'sku', code, message })]);
  if (sku_key === null || sku_key === '') return refuse('SKU_REQUIRED', 'Rows are recognised by their sku.');
  if (first_row !== null) return refuse('REPEATED_SKU', `Row ${first_row} has the same sku.`);

  const existing = known.products.get(sku_key);
  const { input, problems } = readRow(record, existing === undefined);
  const found = rowReferences(input, existing, known);
  const wrong = [
    ...found.problems,
    ...lifecycleProblem(existing, input.body.lifecycle_status),
    // Rules between fields hold for fields that can be read.
    ...(found.unit === undefined || problems.length > 0
      ? []
      : ruleProblems(input.body, found.unit, known, existing)),
  ].map(asProblem);
  const all = [...unread, ...[...problems, ...wrong].filter(({ field }) => !isIn(unread, field))];
  if (all.length > 0) return rejection(row, all);
  const plan = acceptedRow(row, { input, found, known }, existing);
  const missing = lackingAttributes(plan, known);
  if (missing.length > 0) return rejection(row, missing.map(asProblem));
  claim(known, plan);
  return plan;
}
