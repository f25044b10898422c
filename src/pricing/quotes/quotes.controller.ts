import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { CartPricing } from './cart-pricing.js';
import { QuoteCartDto } from './dto/quote-cart.dto.js';
import { QuoteResponse } from './dto/quote.response.js';

@ApiTags('pricing')
@Controller('pricing')
export class QuotesController {
  constructor(private readonly pricing: CartPricing) {}

  /** Price a cart and explain it; nothing is stored. */
  @Post('quote')
  @HttpCode(200)
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: QuoteResponse })
  async quote(@CurrentCaller() { actor }: Caller, @Body() body: QuoteCartDto): Promise<QuoteResponse> {
    return QuoteResponse.from(await this.pricing.ofCart(body), can(actor, 'costs:read'));
  }
}
