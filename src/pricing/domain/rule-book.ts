import type { Decimal } from '../../common/money/decimal.js';
import type { PricedProduct } from './cart.types.js';
import type { DiscountRule, PackagingPrice, PlacePrice, PriceRules, QuantityPrice } from './rules.types.js';

function grouped<Rule>(rules: readonly Rule[], key: (rule: Rule) => string): Map<string, Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const rule of rules) {
    const known = found.get(key(rule));
    if (known === undefined) found.set(key(rule), [rule]);
    else known.push(rule);
  }
  return found;
}

/** Finds the prices and discounts of a product without reading all of them for every line. */
export class RuleBook {
  private readonly discounts = new Map<string, DiscountRule>();
  private readonly discountsByProduct = new Map<string, DiscountRule[]>();
  private readonly places: Map<string, PlacePrice[]>;
  private readonly quantities: Map<string, QuantityPrice[]>;
  private readonly packs: Map<string, PackagingPrice[]>;
  private readonly costs: Map<string, Decimal>;

  constructor(private readonly rules: PriceRules) {
    this.places = grouped(rules.place_prices, ({ product_id }) => product_id);
    this.quantities = grouped(rules.quantity_prices, ({ product_id }) => product_id);
    this.packs = grouped(rules.packaging_prices, ({ packaging_id }) => packaging_id);
    this.costs = new Map(rules.costs.map(({ product_id, cost }) => [product_id, cost]));
    for (const rule of rules.discounts) {
      this.discounts.set(rule.id, rule);
      for (const product of rule.product_ids) {
        const known = this.discountsByProduct.get(product);
        if (known === undefined) this.discountsByProduct.set(product, [rule]);
        else known.push(rule);
      }
    }
  }

  get group(): PriceRules['group'] {
    return this.rules.group;
  }

  /** The discount it points to and those that name it, by id. */
  discountsOf(product: PricedProduct): DiscountRule[] {
    const naming = this.discountsByProduct.get(product.id) ?? [];
    const own = product.discount_id === null ? undefined : this.discounts.get(product.discount_id);
    const rules = own === undefined || naming.includes(own) ? [...naming] : [own, ...naming];
    return rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  discount(id: string): DiscountRule | undefined {
    return this.discounts.get(id);
  }

  placePricesOf(product: PricedProduct): readonly PlacePrice[] {
    return this.places.get(product.id) ?? [];
  }

  quantityPricesOf(product: PricedProduct): readonly QuantityPrice[] {
    return this.quantities.get(product.id) ?? [];
  }

  packagingPricesOf(packagingId: string): readonly PackagingPrice[] {
    return this.packs.get(packagingId) ?? [];
  }

  placeCostOf(product: PricedProduct): Decimal | null {
    return this.costs.get(product.id) ?? null;
  }

  /** Of one base unit: what this place paid for it, else the catalogue's word; null when nobody knows. */
  costOf(product: PricedProduct): Decimal | null {
    return this.placeCostOf(product) ?? product.cost_price;
  }
}
