import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { AttentionQuery } from './dto/attention.query.js';
import { AttentionResponse } from './dto/attention.response.js';
import { MoveProductsDto } from './dto/move-products.dto.js';
import { MoveProductsResponse } from './dto/move-products.response.js';
import { ProductAttention } from './product-attention.js';
import { ProductMoves } from './product-moves.js';

@ApiTags('products')
@Controller('products')
export class ProductOversightController {
  constructor(
    private readonly attention: ProductAttention,
    private readonly moves: ProductMoves,
  ) {}

  /** List products that need attention: blocked, going or gone with stock left, or new for more than 30 days. */
  @Get('attention')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [AttentionResponse] })
  needingAttention(
    @CurrentCaller() caller: Caller,
    @Query() query: AttentionQuery,
  ): Promise<Page<AttentionResponse>> {
    return this.attention.list(caller, query);
  }

  /** Move many products to the next status of their life, with a verdict for each. */
  @Post('lifecycle')
  @HttpCode(200)
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: MoveProductsResponse })
  move(@CurrentCaller() caller: Caller, @Body() input: MoveProductsDto): Promise<MoveProductsResponse> {
    return this.moves.move(caller, input);
  }
}
