import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { ListRegistersQuery } from './dto/list-registers.query.js';
import { RegisterResponse } from './dto/register.response.js';
import { SaveRegisterDto, UpdateRegisterDto } from './dto/save-register.dto.js';
import { RegisterReads } from './register-reads.js';
import { RegistersService } from './registers.service.js';

@ApiTags('registers')
@Controller('registers')
export class RegistersController {
  constructor(
    private readonly registers: RegistersService,
    private readonly reads: RegisterReads,
  ) {}

  /** List registers. */
  @Get()
  @RequirePermission('locations:read')
  @ApiOkResponse({ type: [RegisterResponse] })
  async list(@Query() query: ListRegistersQuery): Promise<Page<RegisterResponse>> {
    return (await this.reads.list(query)).map(RegisterResponse.from);
  }

  /** Set up a register. */
  @Post()
  @RequirePermission('locations:write')
  @ApiCreatedResponse({ type: RegisterResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: SaveRegisterDto): Promise<RegisterResponse> {
    return RegisterResponse.from(await this.registers.create(caller, body));
  }

  /** Get one register. */
  @Get(':id')
  @RequirePermission('locations:read')
  @ApiOkResponse({ type: RegisterResponse })
  async get(@IdParam() id: string): Promise<RegisterResponse> {
    return RegisterResponse.from(await this.reads.byId(id));
  }

  /** Change the fields of a register that are sent. */
  @Put(':id')
  @RequirePermission('locations:write')
  @ApiOkResponse({ type: RegisterResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateRegisterDto,
  ): Promise<RegisterResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a register that are sent. */
  @Patch(':id')
  @RequirePermission('locations:write')
  @ApiOkResponse({ type: RegisterResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateRegisterDto,
  ): Promise<RegisterResponse> {
    return RegisterResponse.from(await this.registers.update(caller, { id, version }, body));
  }

  /** Delete a register that nothing refers to. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('locations:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.registers.remove(caller, { id, version });
  }
}
