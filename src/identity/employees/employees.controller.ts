import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { EmployeeListQuery } from './dto/employee-list.query.dto.js';
import { EmployeeResponse } from './dto/employee.response.js';
import { SaveEmployeeDto, UpdateEmployeeDto } from './dto/save-employee.dto.js';
import { EmployeesService } from './employees.service.js';

@ApiTags('employees')
@Controller('employees')
@RequirePermission('employees:write')
export class EmployeesController {
  constructor(private readonly employees: EmployeesService) {}

  /** List employees. */
  @Get()
  @RequirePermission('employees:read')
  @ApiOkResponse({ type: [EmployeeResponse] })
  async list(@Query() request: EmployeeListQuery): Promise<Page<EmployeeResponse>> {
    return (await this.employees.list(request)).map(EmployeeResponse.from);
  }

  /** Create an employee. */
  @Post()
  @ApiCreatedResponse({ type: EmployeeResponse })
  async create(@Body() dto: SaveEmployeeDto, @CurrentCaller() caller: Caller): Promise<EmployeeResponse> {
    return EmployeeResponse.from(await this.employees.create(dto, caller));
  }

  /** Show an employee. */
  @Get(':id')
  @RequirePermission('employees:read')
  @ApiOkResponse({ type: EmployeeResponse })
  async get(@IdParam() id: string): Promise<EmployeeResponse> {
    return EmployeeResponse.from(await this.employees.get(id));
  }

  /** Change an employee. */
  @Put(':id')
  @ApiOkResponse({ type: EmployeeResponse })
  replace(
    @IdParam() id: string,
    @Body() dto: UpdateEmployeeDto,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<EmployeeResponse> {
    return this.update(id, dto, caller, version);
  }

  /** Change an employee. */
  @Patch(':id')
  @ApiOkResponse({ type: EmployeeResponse })
  async update(
    @IdParam() id: string,
    @Body() dto: UpdateEmployeeDto,
    @CurrentCaller() caller: Caller,
    @IfMatch() version?: number,
  ): Promise<EmployeeResponse> {
    return EmployeeResponse.from(await this.employees.update(id, dto, caller, version));
  }

  /** Delete an employee, or deactivate one that documents refer to. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@IdParam() id: string, @CurrentCaller() caller: Caller, @IfMatch() version?: number): Promise<void> {
    return this.employees.remove(id, caller, version);
  }
}
