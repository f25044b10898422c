import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsUUID,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsDay, IsInstant } from '../../../common/http/validation/day-or-instant.js';
import { IsQuantity, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';
import { IsSerialNumbers, MAX_STOCK_LINES, ProductOfLineDto } from '../../lines/stock-line.dto.js';
import { StepDto } from '../../lines/step.dto.js';
import { COUNT_SCOPES, UNCOUNTED, type CountScope, type Uncounted } from '../stock-count.entity.js';

const MAX_NAMED_PRODUCTS = 5000;

export class OpenCountDto {
  /** The default location when left out. */
  @Optional()
  @IsUUID()
  location_id?: string;

  /**
   * Everything at the location, a category with all below it, or named products.
   * @example category
   */
  @IsIn(COUNT_SCOPES)
  scope: CountScope;

  /** With the scope `category`. */
  @ValidateIf(({ scope, category_id }: OpenCountDto) => scope === 'category' || category_id !== undefined)
  @IsUUID()
  category_id?: string;

  /** With the scope `products`. */
  @ValidateIf(({ scope, product_ids }: OpenCountDto) => scope === 'products' || product_ids !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_NAMED_PRODUCTS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  product_ids?: string[];

  /** Those who count are not told what the books expect. */
  @Optional()
  @IsBoolean()
  is_blind?: boolean;

  /** @example CC-11 */
  @Nullable()
  @IsText(100)
  external_reference?: string | null;

  /** @example Before the holidays */
  @Nullable()
  @IsText(2000)
  notes?: string | null;
}

export class CountEntryDto extends ProductOfLineDto {
  /** @example 42 */
  @IsQuantity({ min: 0 })
  counted_quantity: number;

  /**
   * Code of the unit that was counted: one of the product's packs, or its own; absent = what the code says, else its own.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /**
   * Of products whose batches are tracked.
   * @example L2411
   */
  @Nullable()
  @IsText(100)
  batch_number?: string | null;

  /**
   * Of a batch that the books do not know, and where several have that number.
   * @example 2027-03-31
   */
  @Nullable()
  @IsDay()
  expiry_date?: string | null;

  /**
   * Of products whose serial numbers are tracked: those that were found.
   * @example ["SN-1001"]
   */
  @Nullable()
  @IsSerialNumbers()
  serial_numbers?: string[] | null;

  /**
   * Shelf or room. Areas add up; counting an area again replaces what was counted there.
   * @example Shelf 4
   */
  @Nullable()
  @IsText(60)
  area?: string | null;

  /**
   * When it was counted; now when left out.
   * @example 2026-11-28T10:15:00Z
   */
  @Nullable()
  @IsInstant()
  counted_at?: string | null;
}

export class CountEntriesDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_STOCK_LINES)
  @ValidateNested({ each: true })
  @Type(() => CountEntryDto)
  entries: CountEntryDto[];
}

export class PostCountDto extends StepDto {
  /**
   * What becomes of goods in scope that nobody counted: they stay as they are, or there are none.
   * @example leave
   */
  @Optional()
  @IsIn(UNCOUNTED)
  uncounted?: Uncounted;
}

export class ListCountLinesQuery extends ListQuery {
  /** Only what was counted otherwise than expected; for those who may see it. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  only_differences?: boolean;

  @IsOptional()
  @IsUUID()
  product_id?: string;
}

export class ListCountEntriesQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  product_id?: string;

  /** @example Shelf 4 */
  @IsOptional()
  @IsText(60)
  area?: string;

  @IsOptional()
  @IsUUID()
  counted_by?: string;
}
