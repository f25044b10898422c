import { newId } from '../../common/database/new-id.js';
import { Decimal } from '../../common/money/decimal.js';
import type { CreateSaleDto, SaleItemDto } from '../dto/create-sale.dto.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import type { Cart, CartLine } from './cart.js';

export function decimalOf(value: number | null | undefined): Decimal | undefined {
  return value === undefined || value === null ? undefined : new Decimal(value);
}

/** A requested line, with the id it will keep. */
export function cartItem(dto: SaleItemDto): CartLine {
  return {
    line_id: newId(),
    product_id: dto.product_id?.toLowerCase(),
    code: dto.code ?? undefined,
    unit: dto.unit ?? undefined,
    quantity: decimalOf(dto.quantity),
    unit_price: decimalOf(dto.unit_price),
    discount_amount: decimalOf(dto.discount_amount),
    note: dto.note ?? null,
    batch_number: dto.batch_number,
    expiry_date: dto.expiry_date,
    serial_numbers: dto.serial_numbers,
    reservation_id: dto.reservation_id,
  };
}

/** Codes as they are stored: upper case, each once. */
export function couponCodes(codes: readonly string[] | null | undefined): string[] {
  return [...new Set((codes ?? []).map((code) => code.trim().toUpperCase()))];
}

/** `occurred_at` is now unless the till said when: what it sold before is priced as it was then. */
export function cartOf(dto: CreateSaleDto, occurred_at: Date, now: Date): Cart {
  return {
    location_id: dto.location_id ?? undefined,
    register_id: dto.register_id ?? undefined,
    customer_id: dto.customer_id ?? undefined,
    items: dto.items.map(cartItem),
    discount_id: dto.discount_id ?? undefined,
    discount_amount: decimalOf(dto.discount_amount),
    tax_amount: decimalOf(dto.tax_amount),
    coupon_codes: couponCodes(dto.coupon_codes),
    at: occurred_at,
    as_of: asOf(occurred_at, now),
  };
}

/** A pending sale as it was asked for, with further lines: the cart can be priced again. */
export function storedCart(sale: Sale, items: readonly SaleItem[], added: readonly CartLine[]): Cart {
  return {
    location_id: sale.location_id,
    register_id: sale.register_id,
    customer_id: sale.customer_id ?? undefined,
    items: [...items.map(storedCartItem), ...added],
    discount_id: sale.discount_id ?? undefined,
    discount_amount: sale.cart_discount_amount ?? undefined,
    tax_amount: sale.tax_override ?? undefined,
    coupon_codes: sale.coupon_codes,
    at: sale.occurred_at,
    as_of: asOf(sale.occurred_at, sale.created_at),
    unit_factors: new Map(items.map((item) => [item.id, item.unit_factor])),
  };
}

function asOf(occurredAt: Date, now: Date): Date | undefined {
  return occurredAt < now ? occurredAt : undefined;
}

function storedCartItem(item: SaleItem): CartLine {
  return {
    line_id: item.id,
    product_id: item.product_id,
    packaging_id: item.packaging_id ?? undefined,
    quantity: item.quantity,
    unit_price: item.override_unit_price ?? undefined,
    discount_amount: item.override_discount ?? undefined,
    code_price: item.code_price ?? undefined,
    note: item.note,
  };
}
