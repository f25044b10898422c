import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class DrawBarcodeQuery {
  /**
   * One of the product's barcodes, or its SKU; the main barcode when left out, the SKU when there is none.
   * @example 4006381333931
   */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  code?: string;

  /**
   * Width of the narrowest bar, in pixels.
   * @example 3
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(5)
  scale: number = 3;

  /**
   * Height of the bars, in millimetres.
   * @example 15
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(5)
  @Max(30)
  height: number = 15;

  /** Whether the code is printed under the bars. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  text: boolean = true;
}
