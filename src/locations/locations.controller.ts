import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../common/auth/caller.js';
import { RequirePermission } from '../common/auth/require-permission.decorator.js';
import { IfMatch } from '../common/http/if-match.decorator.js';
import type { Page } from '../common/http/list/page.js';
import { IdParam } from '../common/http/validation/id-param.js';
import { ListLocationsQuery } from './dto/list-locations.query.js';
import { LocationResponse } from './dto/location.response.js';
import { SaveLocationDto, UpdateLocationDto } from './dto/save-location.dto.js';
import { LocationReads } from './location-reads.js';
import { LocationsService } from './locations.service.js';

@ApiTags('locations')
@Controller('locations')
export class LocationsController {
  constructor(
    private readonly locations: LocationsService,
    private readonly reads: LocationReads,
  ) {}

  /** List locations. */
  @Get()
  @RequirePermission('locations:read')
  @ApiOkResponse({ type: [LocationResponse] })
  async list(@Query() query: ListLocationsQuery): Promise<Page<LocationResponse>> {
    return (await this.reads.list(query)).map(LocationResponse.from);
  }

  /** Open a location. */
  @Post()
  @RequirePermission('locations:write')
  @ApiCreatedResponse({ type: LocationResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: SaveLocationDto): Promise<LocationResponse> {
    return LocationResponse.from(await this.locations.create(caller, body));
  }

  /** Get one location. */
  @Get(':id')
  @RequirePermission('locations:read')
  @ApiOkResponse({ type: LocationResponse })
  async get(@IdParam() id: string): Promise<LocationResponse> {
    return LocationResponse.from(await this.reads.byId(id));
  }

  /** Change the fields of a location that are sent. */
  @Put(':id')
  @RequirePermission('locations:write')
  @ApiOkResponse({ type: LocationResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateLocationDto,
  ): Promise<LocationResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a location that are sent. */
  @Patch(':id')
  @RequirePermission('locations:write')
  @ApiOkResponse({ type: LocationResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateLocationDto,
  ): Promise<LocationResponse> {
    return LocationResponse.from(await this.locations.update(caller, { id, version }, body));
  }

  /** Delete a location that nothing refers to. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('locations:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.locations.remove(caller, { id, version });
  }
}
