import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ProductResponse } from '../products/dto/product.response.js';
import { GeneratedVariantsResponse } from './dto/generated-variants.response.js';
import { OptionResponse } from './dto/option.response.js';
import { SaveOptionsDto } from './dto/save-options.dto.js';
import { GenerateVariantsDto, SaveVariantDto } from './dto/save-variant.dto.js';
import { ProductOptions } from './product-options.service.js';
import { VariantCreation } from './variant-creation.js';
import { Variants } from './variants.service.js';

@ApiTags('products')
@Controller('products/:id')
export class VariantsController {
  constructor(
    private readonly productOptions: ProductOptions,
    private readonly variants: Variants,
    private readonly creation: VariantCreation,
  ) {}

  /** List the options by which a template's variants differ. */
  @Get('options')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [OptionResponse] })
  options(@IdParam() id: string): Promise<OptionResponse[]> {
    return this.productOptions.list(id);
  }

  /** Set all options of a template; what variants already chose must stay. */
  @Put('options')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: [OptionResponse] })
  setOptions(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: SaveOptionsDto,
    @IfMatch() version?: number,
  ): Promise<OptionResponse[]> {
    return this.productOptions.replace(caller, id, input, version);
  }

  /** List the variants of a template with their stock. */
  @Get('variants')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [ProductResponse] })
  list(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Query() query: ListQuery,
  ): Promise<Page<ProductResponse>> {
    return this.variants.list(caller, id, query);
  }

  /** Create one variant; what it does not say it has from its template. */
  @Post('variants')
  @RequirePermission('catalog:write')
  @ApiCreatedResponse({ type: ProductResponse })
  create(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: SaveVariantDto,
  ): Promise<ProductResponse> {
    return this.creation.create(caller, id, input);
  }

  /** Create every variant that is still missing, at most 200 at once. */
  @Post('variants/generate')
  @HttpCode(200)
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: GeneratedVariantsResponse })
  generate(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: GenerateVariantsDto,
  ): Promise<GeneratedVariantsResponse> {
    return this.creation.generate(caller, id, input);
  }
}
