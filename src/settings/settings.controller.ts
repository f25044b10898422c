import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../common/auth/caller.js';
import { RequirePermission } from '../common/auth/require-permission.decorator.js';
import { IfMatch } from '../common/http/if-match.decorator.js';
import type { Page } from '../common/http/list/page.js';
import { ListSettingsQuery } from './dto/list-settings.query.js';
import { SaveSettingDto, UpdateSettingDto } from './dto/save-setting.dto.js';
import { SettingResponse } from './dto/setting.response.js';
import { SettingReads } from './setting-reads.js';
import { SettingsService } from './settings.service.js';

const ID_OR_KEY = {
  name: 'id_or_key',
  description: 'The id or the key of a setting.',
  example: 'receipt.footer',
};

@ApiTags('settings')
@Controller('settings')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly reads: SettingReads,
  ) {}

  /** List settings, known ones with their defaults included. */
  @Get()
  @RequirePermission('settings:read')
  @ApiOkResponse({ type: [SettingResponse] })
  async list(@Query() query: ListSettingsQuery): Promise<Page<SettingResponse>> {
    return (await this.reads.list(query)).map(SettingResponse.from);
  }

  /** Set a key that is not set yet. */
  @Post()
  @RequirePermission('settings:write')
  @ApiCreatedResponse({ type: SettingResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: SaveSettingDto): Promise<SettingResponse> {
    return SettingResponse.from(await this.settings.create(caller, body));
  }

  /** Get one setting by id or key. */
  @Get(':id_or_key')
  @RequirePermission('settings:read')
  @ApiParam(ID_OR_KEY)
  @ApiOkResponse({ type: SettingResponse })
  async get(@Param('id_or_key') idOrKey: string): Promise<SettingResponse> {
    return SettingResponse.from(await this.reads.find(idOrKey));
  }

  /** Set the value of a setting by id or key. */
  @Put(':id_or_key')
  @RequirePermission('settings:write')
  @ApiParam(ID_OR_KEY)
  @ApiOkResponse({ type: SettingResponse })
  put(
    @CurrentCaller() caller: Caller,
    @Param('id_or_key') idOrKey: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateSettingDto,
  ): Promise<SettingResponse> {
    return this.patch(caller, idOrKey, version, body);
  }

  /** Set the value of a setting by id or key. */
  @Patch(':id_or_key')
  @RequirePermission('settings:write')
  @ApiParam(ID_OR_KEY)
  @ApiOkResponse({ type: SettingResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @Param('id_or_key') idOrKey: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateSettingDto,
  ): Promise<SettingResponse> {
    return SettingResponse.from(await this.settings.update(caller, { idOrKey, version }, body));
  }

  /** Delete a setting; a known key goes back to its default. */
  @Delete(':id_or_key')
  @HttpCode(204)
  @RequirePermission('settings:write')
  @ApiParam(ID_OR_KEY)
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @Param('id_or_key') idOrKey: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.settings.remove(caller, { idOrKey, version });
  }
}
