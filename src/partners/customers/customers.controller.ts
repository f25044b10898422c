import { Body, Controller, Delete, Get, HttpCode, Patch, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { CustomerReads } from './customer-reads.js';
import { CustomersService } from './customers.service.js';
import { CustomerResponse } from './dto/customer.response.js';
import { ListCustomersQuery } from './dto/list-customers.query.js';
import { UpdateCustomerDto } from './dto/save-customer.dto.js';

@ApiTags('customers')
@Controller('customers')
export class CustomersController {
  constructor(
    private readonly customers: CustomersService,
    private readonly reads: CustomerReads,
  ) {}

  /** List or search customers. */
  @Get()
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [CustomerResponse] })
  async list(@Query() query: ListCustomersQuery): Promise<Page<CustomerResponse>> {
    return (await this.reads.list(query)).map(CustomerResponse.from);
  }

  /** Get one customer. */
  @Get(':id')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: CustomerResponse })
  async get(@IdParam() id: string): Promise<CustomerResponse> {
    return CustomerResponse.from(await this.reads.byId(id));
  }

  /** Change the fields of a customer that are sent. */
  @Put(':id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: CustomerResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateCustomerDto,
  ): Promise<CustomerResponse> {
    return this.patch(caller, id, version, body);
  }

  /** Change the fields of a customer that are sent. */
  @Patch(':id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: CustomerResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateCustomerDto,
  ): Promise<CustomerResponse> {
    return CustomerResponse.from(await this.customers.update(caller, { id, version }, body));
  }

  /** Delete a customer whom nothing refers to; deactivate any other. */
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('partners:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.customers.remove(caller, { id, version });
  }
}
