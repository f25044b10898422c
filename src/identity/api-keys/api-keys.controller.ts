import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ApiKeysService } from './api-keys.service.js';
import { ApiKeyListQuery } from './dto/api-key-list.query.dto.js';
import { ApiKeyResponse, NewApiKeyResponse } from './dto/api-key.response.js';
import { CreateApiKeyDto } from './dto/create-api-key.dto.js';

@ApiTags('api-keys')
@Controller('api-keys')
@RequirePermission('api_keys:write')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  /** List API keys. */
  @Get()
  @RequirePermission('api_keys:read')
  @ApiOkResponse({ type: [ApiKeyResponse] })
  async list(@Query() request: ApiKeyListQuery): Promise<Page<ApiKeyResponse>> {
    return (await this.apiKeys.list(request)).map(ApiKeyResponse.from);
  }

  /** Create an API key that acts for the caller; the answer alone holds the key. */
  @Post()
  @ApiCreatedResponse({ type: NewApiKeyResponse })
  async create(@Body() dto: CreateApiKeyDto, @CurrentCaller() caller: Caller): Promise<NewApiKeyResponse> {
    const { row, key } = await this.apiKeys.create(dto, caller);
    return NewApiKeyResponse.of(row, key);
  }

  /** Show an API key, without the key itself. */
  @Get(':id')
  @RequirePermission('api_keys:read')
  @ApiOkResponse({ type: ApiKeyResponse })
  async get(@IdParam() id: string): Promise<ApiKeyResponse> {
    return ApiKeyResponse.from(await this.apiKeys.get(id));
  }

  /** Revoke an API key; it stops working at once. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  revoke(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.apiKeys.revoke(id, caller);
  }
}
