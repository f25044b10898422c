import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import { queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { CategoryNames } from '../categories/category-names.js';
import { productProblems } from '../domain/product-rules.js';
import type { UnitKind } from '../units/unit.entity.js';
import type { SaveProductDto } from './dto/save-product.dto.js';
import type { Product } from './product.entity.js';

const FACTS = `
  SELECT u.id AS unit_id, u.code AS unit_code, u.kind AS unit_kind, u.decimal_places AS unit_decimals,
    (SELECT t.id FROM tax_groups t WHERE t.is_default) AS default_tax_group_id,
    (SELECT lower(c.name) = lower($6::text) FROM categories c WHERE c.id = $3::uuid) AS is_category_named,
    EXISTS (SELECT FROM categories c WHERE c.id = $3::uuid) AS has_category_id,
    EXISTS (SELECT FROM brands b WHERE b.id = $4::uuid) AS has_brand_id,
    EXISTS (SELECT FROM tax_groups t WHERE t.id = $5::uuid) AS has_tax_group_id
  FROM (VALUES (1)) AS one LEFT JOIN units u
    ON CASE WHEN $1::text IS NULL THEN u.id = $2::uuid ELSE lower(u.code) = lower($1::text) END`;

interface Facts {
  unit_id: string | null;
  unit_code: string;
  unit_kind: UnitKind;
  unit_decimals: number;
  default_tax_group_id: string | null;
  is_category_named: boolean | null;
  has_category_id: boolean;
  has_brand_id: boolean;
  has_tax_group_id: boolean;
}

/** What a product's references stand for. `category_id` is undefined when the body said nothing of a category. */
export interface ResolvedReferences {
  unit_id: string;
  category_id: string | null | undefined;
  default_tax_group_id: string | null;
}

const DEFAULT_UNIT = 'pc';
const DEFAULT_WEIGHED_UNIT = 'kg';

function missing(
  field: 'category_id' | 'brand_id' | 'tax_group_id',
  input: Partial<SaveProductDto>,
  facts: Facts,
): FieldError[] {
  if (typeof input[field] !== 'string' || facts[`has_${field}`]) return [];
  const code = `${field.replace('_id', '').toUpperCase()}_NOT_FOUND`;
  return [{ field, code, message: `${field} names nothing that exists` }];
}

function referenceProblems(input: Partial<SaveProductDto>, facts: Facts): FieldError[] {
  const problems = [
    ...missing('category_id', input, facts),
    ...missing('brand_id', input, facts),
    ...missing('tax_group_id', input, facts),
  ];
  if (facts.unit_id === null) {
    problems.push({ field: 'unit', code: 'UNIT_NOT_FOUND', message: `there is no unit ${input.unit}` });
  }
  if (typeof input.category === 'string' && facts.is_category_named === false) {
    problems.push({
      field: 'category',
      code: 'CATEGORY_MISMATCH',
      message: 'category and category_id differ',
    });
  }
  return problems;
}

/** Finds what a product's body refers to, and checks the rules between its fields. */
@Injectable()
export class ProductReferences {
  constructor(private readonly categories: CategoryNames) {}

  /** One statement, more only for a category by name. Throws ValidationFailed naming every wrong field. */
  async resolve(
    tx: Tx,
    caller: Caller,
    input: Partial<SaveProductDto>,
    current?: Product,
  ): Promise<ResolvedReferences> {
    const facts = await this.facts(tx, input, current);
    const problems = referenceProblems(input, facts);
    if (facts.unit_id !== null) problems.push(...this.ruleProblems(input, facts, current));
    if (facts.unit_id === null || problems.length > 0) throw new ValidationFailed(problems);
    return {
      unit_id: facts.unit_id,
      category_id: await this.categoryId(tx, caller, input, current),
      default_tax_group_id: facts.default_tax_group_id,
    };
  }

  private facts(tx: Tx, input: Partial<SaveProductDto>, current?: Product): Promise<Facts> {
    const fallback = input.is_weighed === true ? DEFAULT_WEIGHED_UNIT : DEFAULT_UNIT;
    return queryOne<Facts>(tx, FACTS, [
      input.unit ?? (current === undefined ? fallback : null),
      current?.unit_id ?? null,
      input.category_id ?? null,
      input.brand_id ?? null,
      input.tax_group_id ?? null,
      input.category ?? null,
    ]);
  }

  private ruleProblems(input: Partial<SaveProductDto>, facts: Facts, current?: Product): FieldError[] {
    return productProblems({
      unit: { code: facts.unit_code, kind: facts.unit_kind, decimal_places: facts.unit_decimals },
      is_weighed: input.is_weighed ?? current?.is_weighed ?? false,
      is_stocked: input.is_stocked ?? current?.is_stocked ?? true,
      min_stock_level: input.min_stock_level ?? current?.min_stock_level.toNumber(),
      stock_quantity: input.stock_quantity,
    });
  }

  private async categoryId(
    tx: Tx,
    caller: Caller,
    input: Partial<SaveProductDto>,
    current?: Product,
  ): Promise<string | null | undefined> {
    if (input.category_id !== undefined && input.category_id !== null) return input.category_id;
    if (typeof input.category !== 'string') return input.category_id === undefined ? input.category : null;
    return this.categories.findOrCreate(tx, caller, input.category, current?.category_id);
  }
}
