import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { PriceGroupReads } from './price-group-reads.js';
import { PriceGroupsService } from './price-groups.service.js';
import { PriceGroupResponse } from './dto/price-group.response.js';
import { ListPriceGroupsQuery } from './dto/list-price-groups.query.dto.js';
import { SavePriceGroupDto, UpdatePriceGroupDto } from './dto/save-price-group.dto.js';

@ApiTags('prices')
@Controller('price-groups')
export class PriceGroupsController {
  constructor(
    private readonly groups: PriceGroupsService,
    private readonly reads: PriceGroupReads,
  ) {}

  /** List price groups. */
  @Get()
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: [PriceGroupResponse] })
  async list(@Query() query: ListPriceGroupsQuery): Promise<Page<PriceGroupResponse>> {
    return (await this.reads.list(query)).map(PriceGroupResponse.from);
  }

  /** Make a price group. */
  @Post()
  @RequirePermission('pricing:write')
  @ApiCreatedResponse({ type: PriceGroupResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: SavePriceGroupDto,
  ): Promise<PriceGroupResponse> {
    return PriceGroupResponse.from(await this.groups.create(caller, body));
  }

  /** Get one price group. */
  @Get(':id')
  @RequirePermission('pricing:read')
  @ApiOkResponse({ type: PriceGroupResponse })
  async get(@IdParam() id: string): Promise<PriceGroupResponse> {
    return PriceGroupResponse.from(await this.reads.byId(id));
  }

  /** Change the fields of a price group that are sent. */
  @Put(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PriceGroupResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdatePriceGroupDto,
  ): Promise<PriceGroupResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a price group that are sent. */
  @Patch(':id')
  @RequirePermission('pricing:write')
  @ApiOkResponse({ type: PriceGroupResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdatePriceGroupDto,
  ): Promise<PriceGroupResponse> {
    return PriceGroupResponse.from(await this.groups.update(caller, { id, version }, body));
  }

  /** Delete a price group that nobody uses. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('pricing:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.groups.remove(caller, { id, version });
  }
}
