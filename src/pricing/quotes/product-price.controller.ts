import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { CartPricing } from './cart-pricing.js';
import { ProductPriceQuery } from './dto/product-price.query.dto.js';
import { ProductPriceResponse } from './dto/product-price.response.js';

@ApiTags('pricing')
@Controller('products')
export class ProductPriceController {
  constructor(private readonly pricing: CartPricing) {}

  /** What a quantity of a product costs, and why. */
  @Get(':id/price')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: ProductPriceResponse })
  async price(
    @CurrentCaller() { actor }: Caller,
    @IdParam() id: string,
    @Query() query: ProductPriceQuery,
  ): Promise<ProductPriceResponse> {
    return ProductPriceResponse.ofOne(await this.pricing.ofProduct(id, query), can(actor, 'costs:read'));
  }
}
