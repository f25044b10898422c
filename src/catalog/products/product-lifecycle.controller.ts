import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ChangeLifecycleDto } from './dto/change-lifecycle.dto.js';
import { LifecycleChangeResponse } from './dto/lifecycle-change.response.js';
import { ProductResponse } from './dto/product.response.js';
import { ProductChanges } from './product-changes.js';
import { ProductLifecycle } from './product-lifecycle.js';

@ApiTags('products')
@Controller('products/:id/lifecycle')
export class ProductLifecycleController {
  constructor(
    private readonly lifecycle: ProductLifecycle,
    private readonly changes: ProductChanges,
  ) {}

  /** List the steps of a product's life, oldest first. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [LifecycleChangeResponse] })
  async history(@IdParam() id: string): Promise<LifecycleChangeResponse[]> {
    return (await this.lifecycle.history(id)).map((row) => LifecycleChangeResponse.from(row));
  }

  /** Move a product to the next status of its life, which decides whether it may be sold and bought. */
  @Post()
  @HttpCode(200)
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: ProductResponse })
  change(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: ChangeLifecycleDto,
    @IfMatch() version?: number,
  ): Promise<ProductResponse> {
    return this.changes.moveLifecycle(caller, id, input, version);
  }
}
