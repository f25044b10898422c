import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsUUID } from 'class-validator';
import { ChangeLifecycleDto } from './change-lifecycle.dto.js';

const MAX_PRODUCTS = 1000;

export class MoveProductsDto extends ChangeLifecycleDto {
  /** @example ["01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10"] */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_PRODUCTS)
  @IsUUID(undefined, { each: true })
  @ApiProperty({ type: [String] })
  product_ids: string[];
}
