import { ApiProperty } from '@nestjs/swagger';
import { ProductResponse } from '../../products/dto/product.response.js';

export class GeneratedVariantsResponse {
  /** The variants that were missing. */
  @ApiProperty({ type: () => [ProductResponse] })
  created: ProductResponse[];
  /**
   * How many there were before.
   * @example 2
   */
  already_there: number;
}
