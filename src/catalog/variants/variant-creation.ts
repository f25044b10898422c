import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned } from '../../common/database/update-versioned.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import {
  chosenValues,
  combinations,
  countCombinations,
  sameChoice,
  variantSku,
  type OptionValues,
  type VariantOption,
} from '../domain/variant-options.js';
import { ProductResponse } from '../products/dto/product.response.js';
import { ProductReads } from '../products/product-reads.js';
import { ProductRegistry } from '../products/product-registry.js';
import { Product } from '../products/product.entity.js';
import type { GeneratedVariantsResponse } from './dto/generated-variants.response.js';
import type { GenerateVariantsDto, SaveVariantDto } from './dto/save-variant.dto.js';
import { newVariant } from './new-variant.js';
import { asOption, optionsOf, variantsOf, type VariantRow } from './option-store.js';
import {
  NoOptions,
  NotATemplate,
  TemplateRetired,
  TooManyVariants,
  VariantExists,
} from './variant.errors.js';

const MOST_AT_ONCE = 200;
// SKUs made up for one template all start with its own.
const SIMILAR_SKUS = `SELECT lower(sku) AS sku FROM products WHERE starts_with(lower(sku), lower($1::text))`;

/** A template under its lock, and what is known of it. */
interface OpenTemplate {
  template: Product;
  unit: string;
  options: VariantOption[];
  variants: VariantRow[];
  takenSkus: Set<string>;
}

/** Makes variants of a template. Lock: the template's row, so that none is made twice. */
@Injectable()
export class VariantCreation {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly registry: ProductRegistry,
    private readonly products: ProductReads,
  ) {}

  /** Throws NOT_A_TEMPLATE, NO_OPTIONS, VARIANT_EXISTS, field errors on `option_values.*`, and the registry's errors. */
  create(caller: Caller, templateId: string, input: SaveVariantDto): Promise<ProductResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const open = await this.open(tx, templateId);
      const { option_values: sent, ...own } = input;
      const { values, problems } = chosenValues(open.options, sent);
      if (problems.length > 0) throw new ValidationFailed(problems);
      const same = open.variants.find(({ option_values }) => sameChoice(option_values, values));
      if (same !== undefined) throw new VariantExists(same);
      return this.make(tx, caller, open, values, own);
    });
  }

  /** Makes a variant of every combination that has none yet. Throws TOO_MANY_VARIANTS besides. */
  generate(
    caller: Caller,
    templateId: string,
    common: GenerateVariantsDto,
  ): Promise<GeneratedVariantsResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const open = await this.open(tx, templateId);
      const count = countCombinations(open.options);
      if (count - open.variants.length > MOST_AT_ONCE) throw new TooManyVariants(count, MOST_AT_ONCE);
      const missing = combinations(open.options).filter(
        (values) => !open.variants.some(({ option_values }) => sameChoice(option_values, values)),
      );
      const created: ProductResponse[] = [];
      for (const values of missing) created.push(await this.make(tx, caller, open, values, common));
      return { created, already_there: open.variants.length };
    });
  }

  private async open(tx: Tx, templateId: string): Promise<OpenTemplate> {
    const template = await lockVersioned(tx, { entity: Product, what: 'product', id: templateId });
    if (template.kind !== 'template') throw new NotATemplate(template);
    const status = template.lifecycle_status;
    if (status === 'discontinued' || status === 'archived') throw new TemplateRetired(status);
    const options = (await optionsOf(tx, templateId)).map(asOption);
    if (options.length === 0) throw new NoOptions();
    const skus = await query<{ sku: string }>(tx, SIMILAR_SKUS, [template.sku]);
    return {
      template,
      options,
      unit: (await this.products.byId(tx, templateId)).unit,
      variants: await variantsOf(tx, templateId),
      takenSkus: new Set(skus.map(({ sku }) => sku)),
    };
  }

  private async make(
    tx: Tx,
    caller: Caller,
    { template, unit, takenSkus }: OpenTemplate,
    option_values: OptionValues,
    own: Partial<Omit<SaveVariantDto, 'option_values'>>,
  ): Promise<ProductResponse> {
    const sku = own.sku ?? variantSku(template.sku, option_values, (candidate) => takenSkus.has(candidate));
    takenSkus.add(sku.toLowerCase());
    const variant = newVariant(template, unit, { option_values, sku }, own);
    const { id } = await this.registry.create(tx, caller, variant);
    return ProductResponse.from(await this.products.byId(tx, id), can(caller.actor, 'costs:read'));
  }
}
