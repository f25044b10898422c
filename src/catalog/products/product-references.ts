import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import { CategoryNames } from '../categories/category-names.js';
import type { SaveProductDto } from './dto/save-product.dto.js';
import { readFacts, type ProductReferenceFacts } from './product-facts.js';
import type { Product } from './product.entity.js';
import { referenceProblems, requirementProblems, ruleProblems } from './reference-problems.js';

/** What a product's references stand for. `category_id` is undefined when the body said nothing of a category. */
export interface ResolvedReferences {
  unit_id: string;
  category_id: string | null | undefined;
  default_tax_group_id: string | null;
}

const PATH = `SELECT path FROM categories WHERE id = $1::uuid`;

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
    const facts = await readFacts(tx, input, current);
    const problems = [
      ...referenceProblems(input, facts, current),
      ...ruleProblems(input, facts, current),
      ...(isNamed(input) ? [] : requirementProblems(input, facts, facts.category_path ?? [], current)),
    ];
    if (facts.unit_id === null || problems.length > 0) throw new ValidationFailed(problems);
    const category_id = isNamed(input)
      ? await this.namedCategory(tx, caller, input, facts, current)
      : saidCategory(input);
    const { unit_id, default_tax_group_id } = facts;
    return { unit_id, category_id, default_tax_group_id };
  }

  /** Which attributes are required is known once the category is. */
  private async namedCategory(
    tx: Tx,
    caller: Caller,
    input: Named,
    facts: ProductReferenceFacts,
    current?: Product,
  ): Promise<string> {
    const id = await this.categories.findOrCreate(tx, caller, input.category, current?.category_id);
    if ((facts.definitions ?? []).some(({ is_required }) => is_required)) {
      const [found] = await query<{ path: string[] }>(tx, PATH, [id]);
      const problems = requirementProblems(input, facts, found?.path ?? [], current);
      if (problems.length > 0) throw new ValidationFailed(problems);
    }
    return id;
  }
}

/** By id, or cleared by either field. */
function saidCategory({ category, category_id }: Partial<SaveProductDto>): string | null | undefined {
  return category_id === undefined && category === null ? null : category_id;
}

type Named = Partial<SaveProductDto> & { category: string };

/** Whether the category is said by its name alone. */
function isNamed(input: Partial<SaveProductDto>): input is Named {
  return typeof input.category === 'string' && typeof input.category_id !== 'string';
}
