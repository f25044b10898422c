import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ListProgramsQuery } from './dto/list-programs.query.js';
import { ProgramResponse } from './dto/program.response.js';
import { SaveProgramDto, UpdateProgramDto } from './dto/save-program.dto.js';
import { ProgramReads } from './program-reads.js';
import { ProgramsService } from './programs.service.js';

@ApiTags('loyalty')
@Controller('loyalty-programs')
export class ProgramsController {
  constructor(
    private readonly programs: ProgramsService,
    private readonly reads: ProgramReads,
  ) {}

  /** List the loyalty programs. */
  @Get()
  @RequirePermission('loyalty:read')
  @ApiOkResponse({ type: [ProgramResponse] })
  async list(@Query() query: ListProgramsQuery): Promise<Page<ProgramResponse>> {
    return (await this.reads.list(query)).map(ProgramResponse.from);
  }

  /** Create a loyalty program. */
  @Post()
  @RequirePermission('loyalty:write')
  @ApiCreatedResponse({ type: ProgramResponse })
  create(@CurrentCaller() caller: Caller, @Body() input: SaveProgramDto): Promise<ProgramResponse> {
    return this.programs.create(caller, input);
  }

  /** Get a loyalty program with its tiers. */
  @Get(':id')
  @RequirePermission('loyalty:read')
  @ApiOkResponse({ type: ProgramResponse })
  async get(@IdParam() id: string): Promise<ProgramResponse> {
    return ProgramResponse.from(await this.reads.byId(id));
  }

  /** Change the sent fields of a loyalty program. */
  @Put(':id')
  @RequirePermission('loyalty:write')
  @ApiOkResponse({ type: ProgramResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateProgramDto,
    @IfMatch() version?: number,
  ): Promise<ProgramResponse> {
    return this.programs.update(caller, { id, version }, input);
  }

  /** Change the sent fields of a loyalty program. */
  @Patch(':id')
  @RequirePermission('loyalty:write')
  @ApiOkResponse({ type: ProgramResponse })
  patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: UpdateProgramDto,
    @IfMatch() version?: number,
  ): Promise<ProgramResponse> {
    return this.programs.update(caller, { id, version }, input);
  }

  /** Delete a loyalty program without members. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('loyalty:write')
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @IdParam() id: string, @IfMatch() version?: number): Promise<void> {
    return this.programs.remove(caller, { id, version });
  }
}
