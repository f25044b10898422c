import { DomainError } from '../../common/errors/domain-error.js';

export class NotATemplate extends DomainError {
  constructor(product: { id: string; name: string; kind: string }) {
    const text = `${product.name} is a ${product.kind} product; only a template has options and variants.`;
    super('conflict', 'NOT_A_TEMPLATE', text, { product_id: product.id, kind: product.kind });
  }
}

export class TemplateRetired extends DomainError {
  constructor(status: string) {
    const text = `A template that is ${status} gets no more variants.`;
    super('conflict', 'LIFECYCLE_RESTRICTED', text, { lifecycle_status: status });
  }
}

export class NoOptions extends DomainError {
  constructor() {
    super('conflict', 'NO_OPTIONS', 'The template has no options yet, so it has no variants.');
  }
}

export interface MisfitVariant {
  id: string;
  sku: string;
  why: string[];
}

const SHOWN = 10;

/** With the new options, existing variants would miss a choice or have one that is no longer there. */
export class OptionInUse extends DomainError {
  constructor(variants: readonly MisfitVariant[]) {
    const first = variants.slice(0, SHOWN);
    const text = first.map(({ sku, why }) => `${sku}: ${why.join('; ')}`).join('. ');
    super('conflict', 'OPTION_IN_USE', `${variants.length} variants would not fit the options. ${text}.`, {
      count: variants.length,
      variants: first,
    });
  }
}

export class VariantExists extends DomainError {
  constructor(variant: { id: string; sku: string }) {
    super('conflict', 'VARIANT_EXISTS', `${variant.sku} is this variant already.`, {
      product_id: variant.id,
      sku: variant.sku,
    });
  }
}

/** More combinations than one request may make. */
export class TooManyVariants extends DomainError {
  constructor(wanted: number, most: number) {
    const text = `The options have ${wanted} combinations; at most ${most} are made at once. Add variants one by one.`;
    super('conflict', 'TOO_MANY_VARIANTS', text, { wanted, most });
  }
}
