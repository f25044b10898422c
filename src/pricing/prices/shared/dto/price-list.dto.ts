import type { Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';

export const MAX_ROWS = 1000;

/** A body of up to a thousand prices of one kind. */
export function priceListOf<Dto extends object>(dto: Class<Dto>): Class<{ items: Dto[] }> {
  class PriceListDto {
    /** Each is a whole price: what it leaves out is as if it were made anew. */
    @ApiProperty({ type: [dto], minItems: 1, maxItems: MAX_ROWS })
    @IsArray()
    @ArrayMinSize(1)
    @ArrayMaxSize(MAX_ROWS)
    @ValidateNested({ each: true })
    @Type(() => dto)
    items: Dto[];
  }
  return PriceListDto;
}
