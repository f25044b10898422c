import type { DiscountRule, PricedProduct } from './quote.types.js';

/** Finds the discounts of a product without reading all of them for every line. */
export class RuleBook {
  private readonly byId = new Map<string, DiscountRule>();
  private readonly byProduct = new Map<string, DiscountRule[]>();

  constructor(rules: readonly DiscountRule[]) {
    for (const rule of rules) {
      this.byId.set(rule.id, rule);
      for (const product of rule.product_ids) {
        const known = this.byProduct.get(product);
        if (known === undefined) this.byProduct.set(product, [rule]);
        else known.push(rule);
      }
    }
  }

  /** The discount it points to and those that name it, by id. */
  of(product: PricedProduct): DiscountRule[] {
    const naming = this.byProduct.get(product.id) ?? [];
    const own = product.discount_id === null ? undefined : this.byId.get(product.discount_id);
    const rules = own === undefined || naming.includes(own) ? [...naming] : [own, ...naming];
    return rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
