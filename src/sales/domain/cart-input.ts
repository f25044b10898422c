import { newId } from '../../common/database/new-id.js';
import { Decimal } from '../../common/money/decimal.js';
import type { CreateSaleDto, SaleItemDto } from '../dto/create-sale.dto.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Cart, CartItem } from './cart.js';

export function decimalOf(value: number | null | undefined): Decimal | undefined {
  return value === undefined || value === null ? undefined : new Decimal(value);
}

/** A requested line, with the id it will keep. */
export function cartItem(dto: SaleItemDto): CartItem {
  return {
    line_id: newId(),
    product_id: dto.product_id?.toLowerCase(),
    code: dto.code ?? undefined,
    quantity: decimalOf(dto.quantity),
    unit_price: decimalOf(dto.unit_price),
    discount_amount: decimalOf(dto.discount_amount),
    note: dto.note ?? null,
  };
}

export function cartOf(dto: CreateSaleDto, at: Date): Cart {
  return {
    location_id: dto.location_id ?? undefined,
    register_id: dto.register_id ?? undefined,
    customer_id: dto.customer_id ?? undefined,
    items: dto.items.map(cartItem),
    discount_id: dto.discount_id ?? undefined,
    discount_amount: decimalOf(dto.discount_amount),
    tax_amount: decimalOf(dto.tax_amount),
    at,
  };
}

/** A stored line of a pending sale, as it was asked for: the cart can be priced again. */
export function storedCartItem(item: SaleItem): CartItem {
  return {
    line_id: item.id,
    product_id: item.product_id,
    quantity: item.quantity,
    unit_price: item.override_unit_price ?? undefined,
    discount_amount: item.override_discount ?? undefined,
    code_price: item.code_price ?? undefined,
    note: item.note,
  };
}
