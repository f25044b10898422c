import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ProductResponse } from '../../catalog/index.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { CreateProductDto } from '../dto/create-product.dto.js';
import { CreateProductUseCase } from '../use-cases/create-product.use-case.js';

@ApiTags('products')
@Controller('products')
export class ProductCreationController {
  constructor(private readonly createProduct: CreateProductUseCase) {}

  /** Create a product, with its opening stock if there is any. */
  @Post()
  @RequirePermission('catalog:write')
  @ApiQuery({ name: 'dry_run', type: Boolean, required: false })
  @ApiCreatedResponse({ type: ProductResponse })
  create(
    @CurrentWrite() write: WriteRequest,
    @Body() input: CreateProductDto,
  ): Promise<WriteOutcome<ProductResponse>> {
    return this.createProduct.execute(write, input);
  }
}
