import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import { chosenValues, optionProblems, sameChoice, type VariantOption } from '../domain/variant-options.js';
import { ProductReads } from '../products/product-reads.js';
import { Product } from '../products/product.entity.js';
import { OptionResponse } from './dto/option.response.js';
import type { SaveOptionsDto } from './dto/save-options.dto.js';
import { optionsOf, replaceOptions, respellVariants, variantsOf } from './option-store.js';
import { NotATemplate, OptionInUse } from './variant.errors.js';

/** The options by which the variants of a template differ. */
@Injectable()
export class ProductOptions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly products: ProductReads,
    private readonly audit: AuditTrail,
  ) {}

  /** In order; none for a product that is no template. */
  async list(productId: string): Promise<OptionResponse[]> {
    const rows = await optionsOf(this.dataSource, productId);
    if (rows.length === 0) await this.products.byId(this.dataSource, productId);
    return rows.map((row) => OptionResponse.from(row));
  }

  /**
   * Replaces all options; variants keep their choice and take over a new spelling. Throws NOT_A_TEMPLATE, and
   * OPTION_IN_USE when a variant would lack an option or its value. Lock: the template's row.
   */
  async replace(
    caller: Caller,
    productId: string,
    { options }: SaveOptionsDto,
    expectedVersion?: number,
  ): Promise<OptionResponse[]> {
    const problems = optionProblems(options);
    if (problems.length > 0) throw new ValidationFailed(problems);
    await runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: Product, what: 'product', id: productId, expectedVersion };
      const template = await lockVersioned(tx, target);
      if (template.kind !== 'template') throw new NotATemplate(template);
      const before = await this.audited(tx, productId);
      await this.fitVariants(tx, productId, options);
      await replaceOptions(tx, productId, options);
      await updateVersioned<Product>(tx, target, {});
      await this.audit.record(tx, caller, {
        action: 'product.options_changed',
        subject_type: 'product',
        subject_id: productId,
        before,
        after: await this.audited(tx, productId),
      });
    });
    return this.list(productId);
  }

  private async fitVariants(tx: Tx, templateId: string, options: readonly VariantOption[]): Promise<void> {
    const checked = (await variantsOf(tx, templateId)).map((variant) => ({
      ...variant,
      ...chosenValues(options, variant.option_values),
    }));
    const misfits = checked.filter(({ problems }) => problems.length > 0);
    if (misfits.length > 0) {
      throw new OptionInUse(
        misfits.map(({ id, sku, problems }) => ({ id, sku, why: problems.map(({ message }) => message) })),
      );
    }
    const respelled = checked.filter(({ option_values, values }) => !sameChoice(option_values, values));
    await respellVariants(
      tx,
      respelled.map(({ id, values }) => ({ id, option_values: values })),
    );
  }

  private async audited(tx: Tx, productId: string): Promise<{ options: OptionResponse[] }> {
    return { options: (await optionsOf(tx, productId)).map((row) => OptionResponse.from(row)) };
  }
}
