import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { SaveStockPolicyDto } from './dto/stock-policy.dto.js';
import { StockPolicyResponse } from './dto/stock-policy.response.js';
import { StockPolicies } from './stock-policies.js';

@ApiTags('inventory')
@Controller('products/:product_id/stock-policies')
export class StockPoliciesController {
  constructor(private readonly policies: StockPolicies) {}

  /** List how much of a product each location should hold; locations that follow the product are left out. */
  @Get()
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [StockPolicyResponse] })
  list(@IdParam('product_id') product_id: string): Promise<StockPolicyResponse[]> {
    return this.policies.list(product_id);
  }

  /** Say how much of a product a location should hold; sent fields change, null clears. */
  @Put(':location_id')
  @RequirePermission('inventory:write')
  @ApiOkResponse({ type: StockPolicyResponse })
  save(
    @CurrentCaller() caller: Caller,
    @IdParam('product_id') product_id: string,
    @IdParam('location_id') location_id: string,
    @IfMatch() version: number | undefined,
    @Body() body: SaveStockPolicyDto,
  ): Promise<StockPolicyResponse> {
    return this.policies.save(caller, { product_id, location_id, version }, body);
  }

  /** Let the location follow the product again. */
  @Delete(':location_id')
  @HttpCode(204)
  @RequirePermission('inventory:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam('product_id') product_id: string,
    @IdParam('location_id') location_id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.policies.remove(caller, { product_id, location_id, version });
  }
}
