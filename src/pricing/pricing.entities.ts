import { Coupon } from './coupons/coupon.entity.js';
import { DiscountProduct } from './discounts/discount-product.entity.js';
import { Discount } from './discounts/discount.entity.js';
import { PriceChange } from './history/price-change.entity.js';
import { PriceGroup } from './price-groups/price-group.entity.js';
import { ProductPrice } from './prices/base/product-price.entity.js';
import { GroupPrice } from './prices/group/group-price.entity.js';
import { PackagingPrice } from './prices/packaging/packaging-price.entity.js';
import { StepPrice } from './prices/step/step-price.entity.js';
import {
  PromotionLocation,
  PromotionPriceGroup,
  PromotionTarget,
} from './promotions/promotion-scope.entities.js';
import { Promotion } from './promotions/promotion.entity.js';
import { CouponCounter, PromotionCounter, PromotionRedemption } from './redemptions/redemption.entities.js';

export const pricingEntities = [
  Discount,
  DiscountProduct,
  PriceGroup,
  ProductPrice,
  GroupPrice,
  StepPrice,
  PackagingPrice,
  PriceChange,
  Promotion,
  PromotionTarget,
  PromotionPriceGroup,
  PromotionLocation,
  Coupon,
  PromotionRedemption,
  PromotionCounter,
  CouponCounter,
];
