import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { Bundles } from './bundles.service.js';
import { BundleResponse } from './dto/bundle.response.js';
import { SavePartsDto } from './dto/save-parts.dto.js';

@ApiTags('products')
@Controller('products/:id/parts')
export class BundlesController {
  constructor(private readonly bundles: Bundles) {}

  /** Show what a bundle consists of, and how many can be sold where. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: BundleResponse })
  get(@IdParam() id: string): Promise<BundleResponse> {
    return this.bundles.get(id);
  }

  /** Set all parts of a bundle. */
  @Put()
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: BundleResponse })
  replace(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: SavePartsDto,
    @IfMatch() version?: number,
  ): Promise<BundleResponse> {
    return this.bundles.replace(caller, id, input, version);
  }
}
