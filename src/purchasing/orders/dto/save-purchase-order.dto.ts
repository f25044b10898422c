import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Transform, Type, type TransformFnParams } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsObject,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import {
  IsMoney,
  IsPercent,
  IsText,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { GoodsLineDto, MAX_LINES } from '../../shared/goods-line.dto.js';

export class PurchaseOrderLineDto extends GoodsLineDto {
  /**
   * Of one unit, with tax where the location's purchase prices include it; absent = what was last paid.
   * @example 12.5
   */
  @Nullable()
  @IsMoney()
  unit_price?: number | null;

  /**
   * The same as `unit_price`.
   * @example 12.5
   */
  @Nullable()
  @IsMoney()
  price?: number | null;

  /** @example 5 */
  @Nullable()
  @IsPercent()
  discount_percent?: number | null;

  /**
   * Percent; absent = the product's.
   * @example 20
   */
  @Nullable()
  @IsPercent()
  tax_rate?: number | null;

  /**
   * How much more than ordered may be delivered; absent = as agreed with the supplier, else the setting.
   * @example 10
   */
  @Nullable()
  @IsPercent({ max: 1000 })
  over_delivery_percent?: number | null;
}

/** A list may name products alone: one of each. */
function linesOfIds({ value, obj, key }: TransformFnParams): unknown {
  const sent = (obj as Record<string, unknown>)[key];
  if (!Array.isArray(value) || !Array.isArray(sent)) return value;
  return value.map((line: unknown, index) => {
    const product_id: unknown = sent[index];
    return typeof product_id === 'string'
      ? Object.assign(new PurchaseOrderLineDto(), { product_id, quantity: 1 })
      : line;
  });
}

function Lines(): PropertyDecorator {
  return (target, property) => {
    const decorators = [
      ApiProperty({ type: [PurchaseOrderLineDto], required: false }),
      Nullable(),
      IsArray(),
      ArrayMinSize(1),
      ArrayMaxSize(MAX_LINES),
      IsObject({ each: true }),
      ValidateNested({ each: true }),
      Type(() => PurchaseOrderLineDto),
      Transform(linesOfIds),
    ];
    for (const decorate of decorators) decorate(target, property);
  };
}

/** An order to a supplier. Its lines come as `lines`, `items` or `product_list`. */
export class SavePurchaseOrderDto {
  /** The client's own id (UUID). */
  @Optional()
  @IsUUID()
  id?: string;

  @IsUUID()
  supplier_id: string;

  /** Where it is delivered; absent = the default location. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  @Lines()
  lines?: PurchaseOrderLineDto[] | null;

  @Lines()
  items?: PurchaseOrderLineDto[] | null;

  @Lines()
  product_list?: PurchaseOrderLineDto[] | null;

  /**
   * Not in the past; absent = in 7 days, in 3 when it is urgent.
   * @example 2030-01-31
   */
  @Nullable()
  @IsDay()
  expected_delivery_date?: string | null;

  @Optional()
  @IsBoolean()
  is_urgent?: boolean;

  /** @example Ring at the back door */
  @Nullable()
  @IsText(2000)
  notes?: string | null;

  /**
   * The status it is to have at once, by code or name; absent = its first.
   * @example Pending
   */
  @Optional()
  @IsText(100)
  status?: string;
}

/** Sent fields change, unsent ones stay; lines that are sent replace all lines. */
export class UpdatePurchaseOrderDto extends PartialType(OmitType(SavePurchaseOrderDto, ['id']), {
  skipNullProperties: false,
}) {}
