import type { CreateSaleDto, SaleItemDto } from '../../../../src/sales/dto/create-sale.dto.js';
import type { Dice } from './dice.js';
import type { Good, Place, World } from './world.js';

function item(dice: Dice, good: Good, { digits }: Place): SaleItemDto {
  const isPack = good.hasPack && dice.isLucky(0.4);
  const quantity = good.isWeighed ? dice.number(0.005, 5, 3) : dice.number(1, isPack ? 3 : 15);
  const worth = good.price * quantity;
  return {
    product_id: good.id,
    unit: isPack ? 'case' : undefined,
    quantity,
    unit_price: dice.sometimes(0.08, () => dice.number(good.price * 0.5, good.price * 1.2, 4)),
    discount_amount: dice.sometimes(0.06, () => dice.number(0, worth * 0.2, digits)),
  };
}

/** What somebody might ring up; now and then it asks for what is refused. */
export function randomCart(
  dice: Dice,
  { places, goods, customers, cartDiscounts, coupons }: World,
): CreateSaleDto {
  const place = dice.of(places);
  const items = Array.from({ length: dice.number(1, 6) }, () => item(dice, dice.of(goods), place));
  return {
    location_id: place.id,
    items,
    customer_id: dice.sometimes(0.6, () => dice.of(customers)),
    discount_id: dice.sometimes(0.15, () => dice.of(cartDiscounts)),
    discount_amount: dice.sometimes(0.1, () => dice.number(0, 1, place.digits)),
    tax_amount: dice.sometimes(0.05, () => dice.number(0, 1, place.digits)),
    coupon_codes: dice.sometimes(0.25, () => [dice.of(coupons)]),
  };
}
