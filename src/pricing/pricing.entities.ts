import { DiscountProduct } from './discounts/discount-product.entity.js';
import { Discount } from './discounts/discount.entity.js';

export const pricingEntities = [Discount, DiscountProduct];
