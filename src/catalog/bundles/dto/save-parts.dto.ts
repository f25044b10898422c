import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsUUID, ValidateNested } from 'class-validator';
import { IsQuantity } from '../../../common/http/validation/decorators.js';
import { LowerCased } from '../../../common/http/validation/transforms.js';

const MAX_PARTS = 50;

export class SavePartDto {
  /** A standard product or a variant. */
  @LowerCased()
  @IsUUID()
  product_id: string;

  /**
   * In one bundle, in the part's own unit.
   * @example 2
   */
  @IsQuantity()
  quantity: number;
}

export class SavePartsDto {
  /** All parts, in order. */
  @IsArray()
  @ArrayMaxSize(MAX_PARTS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SavePartDto)
  parts: SavePartDto[];
}
