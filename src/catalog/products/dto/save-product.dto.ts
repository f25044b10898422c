import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import {
  IsMoney,
  IsQuantity,
  IsText,
  MAX_QUANTITY,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { MAX_BARCODES } from '../../domain/barcode-set.js';
import { LIFECYCLE_STATUSES, type LifecycleStatus } from '../../domain/lifecycle.js';
import { PRODUCT_KINDS, type ProductKind } from '../../domain/product-kind.js';
import { IsImageAddress } from '../../images/is-image-address.js';
import { IsAttributes, IsCode, IsPrice, IsSameAs, UnlessSent } from './field-rules.js';
import { IsBarcode } from './is-barcode.js';

/** A product as a client writes it. */
export class SaveProductDto {
  /**
   * Unique, whatever its case; made up when left out.
   * @example MUG001
   */
  @Optional()
  @IsCode(64)
  sku?: string;

  /** @example Coffee Mug */
  @IsText(255)
  name: string;

  /** @example Ceramic coffee mug */
  @Nullable()
  @IsString()
  @MaxLength(5000)
  description?: string | null;

  /** Sold as itself, a template of variants, or a bundle of other products. Never changes. */
  @Optional()
  @IsIn(PRODUCT_KINDS)
  @ApiPropertyOptional({ enum: PRODUCT_KINDS, example: 'standard' })
  kind?: ProductKind;

  /**
   * Catalogue price of one unit. Required, here or as unit_price; null when the place of sale decides.
   * @example 12.99
   */
  @UnlessSent('unit_price')
  @IsPrice()
  price?: number | null;

  /**
   * Another name for price.
   * @example 12.99
   */
  @Optional()
  @IsPrice()
  @IsSameAs('price')
  unit_price?: number | null;

  /**
   * What one unit costs the shop.
   * @example 6.5
   */
  @Nullable()
  @IsMoney()
  cost_price?: number | null;

  /**
   * A category by name; a new name makes a new category at the root.
   * @example Kitchenware
   */
  @Nullable()
  @IsText(100)
  category?: string | null;

  /** A category by id. */
  @Nullable()
  @IsUUID()
  category_id?: string | null;

  @Nullable()
  @IsUUID()
  brand_id?: string | null;

  /** A product group by id. */
  @Nullable()
  @IsUUID()
  product_group_id?: string | null;

  /**
   * The main barcode.
   * @example 4006381333931
   */
  @Nullable()
  @IsBarcode()
  barcode?: string | null;

  /**
   * All barcodes.
   * @example ["4006381333931"]
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(MAX_BARCODES)
  @IsBarcode({ each: true })
  @ApiPropertyOptional({ type: [String] })
  barcodes?: string[];

  /**
   * Code of the unit it is sold by; a weighed product's default is kg, any other's pc.
   * @example pc
   */
  @Optional()
  @IsText(20)
  unit?: string;

  /** Weighed at the till. */
  @Optional()
  @IsBoolean()
  is_weighed?: boolean;

  /** False for a service, which moves no stock. */
  @Optional()
  @IsBoolean()
  is_stocked?: boolean;

  /**
   * Number keyed in at the till or printed by a scale; unique, leading zeros do not count.
   * @example 4011
   */
  @Nullable()
  @Matches(/^(?=.*[1-9])\d{1,10}$/, { message: '$property must be 1 to 10 digits, not all zero' })
  plu?: string | null;

  /** Tax group; left out, a new product gets the default group. Null is untaxed. */
  @Nullable()
  @IsUUID()
  tax_group_id?: string | null;

  /** Its stock is kept by batch. */
  @Optional()
  @IsBoolean()
  track_batches?: boolean;

  /** Every piece has a number of its own. */
  @Optional()
  @IsBoolean()
  track_serials?: boolean;

  /** Every batch has a best-before date; implies track_batches. */
  @Optional()
  @IsBoolean()
  requires_expiry?: boolean;

  /**
   * At or below this much on hand the product is low on stock; 0 never is.
   * @example 5
   */
  @Optional()
  @IsQuantity({ min: 0 })
  min_stock_level?: number;

  @Nullable()
  @IsUUID()
  discount_id?: string | null;

  /**
   * Opening stock, posted as a movement. Only when the product is created.
   * @example 50
   */
  @Optional()
  @IsQuantity({ min: 0, max: MAX_QUANTITY })
  stock_quantity?: number;

  /**
   * A web address; uploading an image sets the address of that.
   * @example https://example.com/mug.jpg
   */
  @Nullable()
  @IsImageAddress()
  image_url?: string | null;

  /** A new product is active, or new when it is not to be sold yet. */
  @Optional()
  @IsIn(LIFECYCLE_STATUSES)
  @ApiPropertyOptional({ enum: LIFECYCLE_STATUSES })
  lifecycle_status?: LifecycleStatus;

  /** Not to be sold, whatever its lifecycle says. */
  @Optional()
  @IsBoolean()
  sales_blocked?: boolean;

  /** Not to be bought, whatever its lifecycle says. */
  @Optional()
  @IsBoolean()
  purchase_blocked?: boolean;

  /**
   * Whatever else the shop wants to keep: a JSON object. Keys that the shop has defined must fit their definition.
   * @example { "colour": "blue" }
   */
  @Optional()
  @IsAttributes()
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  attributes?: Record<string, unknown>;
}
