import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../common/database/new-id.js';
import { sentFields } from '../../common/database/update-versioned.js';
import { Decimal } from '../../common/money/decimal.js';
import { plannedBarcodes } from '../domain/barcode-set.js';
import { comparablePlu } from '../domain/embedded-code.js';
import type { LifecycleStatus } from '../domain/lifecycle.js';
import { productFields } from '../products/product-fields.js';
import type { ExistingProduct, Known } from './import-references.js';
import type { StagedRow } from './import-store.js';
import { NEW_PRODUCT } from './product-upsert.js';
import type { RowInput } from './row-input.js';
import type { RowPlan } from './row-plan.js';
import type { RowReferences } from './row-references.js';

interface Accepted {
  input: RowInput;
  found: RowReferences;
  known: Known;
}

type ProductJson = Record<string, unknown> & { id: string };

/** The columns a row sets, as JSON. */
function columnsOf({ body }: RowInput, found: RowReferences): Record<string, unknown> {
  const { category_id, brand_id, tax_group_id, product_group_id, unit } = found;
  const fields = productFields(
    { ...body, brand_id: undefined },
    { unit_id: unit!.id, category_id, default_tax_group_id: null },
  );
  const { lifecycle_status } = body;
  return sentFields({ ...fields, brand_id, tax_group_id, product_group_id, lifecycle_status });
}

/** What has to be made before the product can point to it. */
function pendingOf({
  category_path,
  brand_name,
}: RowReferences): Pick<RowPlan, 'category_path' | 'brand_name'> {
  return sentFields({ category_path, brand_name });
}

function newProduct(row: StagedRow, { input, found, known }: Accepted): RowPlan {
  const { default_tax_group_id: tax_group_id } = known;
  const product: ProductJson = { ...NEW_PRODUCT, tax_group_id, ...columnsOf(input, found), id: newId() };
  const barcodes = plannedBarcodes([], input.body);
  return { row, verdict: 'created', problems: [], product, barcodes, ...pendingOf(found) };
}

function isSame(a: unknown, b: unknown): boolean {
  if (Decimal.isDecimal(a) && typeof b === 'number') return a.eq(b);
  return isDeepStrictEqual(a, b ?? null);
}

function changedProduct(row: StagedRow, { input, found }: Accepted, existing: ExistingProduct): RowPlan {
  const { barcodes: current, on_hand: _, is_part: _part, has_packs: _packs, ...before } = existing;
  // It was found by its SKU, whatever the case it is written in here.
  const { sku: __, ...columns } = columnsOf(input, found);
  const changed = Object.entries(columns).filter(([column, value]) => !isSame(value, before[column]));
  const planned = plannedBarcodes(current, input.body);
  const codes = planned?.map(({ code }) => code);
  const isRelabelled = planned !== undefined && !isDeepStrictEqual(codes, current);
  const pending = pendingOf(found);
  const isTouched = changed.length > 0 || isRelabelled || Object.keys(pending).length > 0;
  if (!isTouched) return { row, verdict: 'unchanged', problems: [], before };

  const product: ProductJson = { ...before, ...Object.fromEntries(changed) };
  const to = product.lifecycle_status as LifecycleStatus;
  const from = existing.lifecycle_status;
  return {
    row,
    verdict: 'updated',
    problems: [],
    product,
    before,
    ...(isRelabelled ? { barcodes: planned } : {}),
    ...(to === from ? {} : { lifecycle: { from, to } }),
    ...pending,
  };
}

/** What is to be written for a row that broke no rule. */
export function acceptedRow(row: StagedRow, accepted: Accepted, existing?: ExistingProduct): RowPlan {
  return existing === undefined ? newProduct(row, accepted) : changedProduct(row, accepted, existing);
}

/** Marks the codes of an accepted row as its own, so that a later row of the batch cannot have them too. */
export function claim(known: Known, plan: RowPlan): void {
  for (const { gtin } of plan.barcodes ?? []) known.gtins.set(gtin, plan.product!.id);
  const plu = plan.product?.plu;
  if (typeof plu === 'string') known.plus.set(comparablePlu(plu), plan.product!.id);
}
