import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { UnitsService } from './units.service.js';
import { UnitResponse } from './dto/unit.response.js';
import { ListUnitsQuery } from './dto/list-units.query.js';
import { SaveUnitDto } from './dto/save-unit.dto.js';
import { UpdateUnitDto } from './dto/update-unit.dto.js';

@ApiTags('units')
@Controller('units')
export class UnitsController {
  constructor(private readonly units: UnitsService) {}

  /** List units. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [UnitResponse] })
  list(@Query() query: ListUnitsQuery): Promise<Page<UnitResponse>> {
    return this.units.list(query);
  }

  /** Create a unit. */
  @Post()
  @RequirePermission('catalog:write')
  @ApiCreatedResponse({ type: UnitResponse })
  create(@CurrentCaller() caller: Caller, @Body() input: SaveUnitDto): Promise<UnitResponse> {
    return this.units.create(caller, input);
  }

  /** Get a unit. */
  @Get(':id')
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: UnitResponse })
  get(@IdParam() id: string): Promise<UnitResponse> {
    return this.units.get(id);
  }

  /** Change the sent fields of a unit. */
  @Put(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: UnitResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateUnitDto,
    @IfMatch() version?: number,
  ): Promise<UnitResponse> {
    return this.units.update(caller, id, input, version);
  }

  /** Change the sent fields of a unit. */
  @Patch(':id')
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: UnitResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateUnitDto,
    @IfMatch() version?: number,
  ): Promise<UnitResponse> {
    return this.units.update(caller, id, input, version);
  }

  /** Delete a unit that no product is sold by. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @IdParam() id: string, @IfMatch() version?: number): Promise<void> {
    return this.units.remove(caller, id, version);
  }
}
