import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../../common/http/if-match.decorator.js';
import type { Page } from '../../../common/http/list/page.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { CustomerAddressesQuery } from './customer-addresses.query.js';
import { CustomerSiteReads } from './customer-site-reads.js';
import { CustomerSitesService } from './customer-sites.service.js';
import { CustomerAddressesResponse } from './dto/customer-addresses.response.js';
import { CustomerSiteResponse } from './dto/customer-site.response.js';
import { ListCustomerSitesQuery } from './dto/list-customer-sites.query.js';
import { SaveCustomerSiteDto, UpdateCustomerSiteDto } from './dto/save-customer-site.dto.js';

@ApiTags('customers')
@Controller('customers/:id')
export class CustomerSitesController {
  constructor(
    private readonly sites: CustomerSitesService,
    private readonly reads: CustomerSiteReads,
    private readonly addresses: CustomerAddressesQuery,
  ) {}

  /** Get where a customer's goods and invoices go. */
  @Get('addresses')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: CustomerAddressesResponse })
  async address(@IdParam() id: string): Promise<CustomerAddressesResponse> {
    return CustomerAddressesResponse.from(await this.addresses.run(id));
  }

  /** List the sites of a customer. */
  @Get('sites')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [CustomerSiteResponse] })
  async list(
    @IdParam() id: string,
    @Query() query: ListCustomerSitesQuery,
  ): Promise<Page<CustomerSiteResponse>> {
    return (await this.reads.list(id, query)).map(CustomerSiteResponse.from);
  }

  /** Add a site to a customer. */
  @Post('sites')
  @RequirePermission('partners:write')
  @ApiCreatedResponse({ type: CustomerSiteResponse })
  async create(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() body: SaveCustomerSiteDto,
  ): Promise<CustomerSiteResponse> {
    return CustomerSiteResponse.from(await this.sites.create(caller, id, body));
  }

  /** Get one site of a customer. */
  @Get('sites/:site_id')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: CustomerSiteResponse })
  async get(@IdParam() id: string, @IdParam('site_id') siteId: string): Promise<CustomerSiteResponse> {
    return CustomerSiteResponse.from(await this.reads.byId(id, siteId));
  }

  /** Change the fields of a site that are sent. */
  @Put('sites/:site_id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: CustomerSiteResponse })
  put(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('site_id') siteId: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateCustomerSiteDto,
  ): Promise<CustomerSiteResponse> {
    return this.patch(caller, id, siteId, version, body);
  }

  /** Change the fields of a site that are sent. */
  @Patch('sites/:site_id')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: CustomerSiteResponse })
  async patch(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('site_id') siteId: string,
    @IfMatch() version: number | undefined,
    @Body() body: UpdateCustomerSiteDto,
  ): Promise<CustomerSiteResponse> {
    const target = { customer_id: id, id: siteId, version };
    return CustomerSiteResponse.from(await this.sites.update(caller, target, body));
  }

  /** Remove a site of a customer. */
  @Delete('sites/:site_id')
  @HttpCode(204)
  @RequirePermission('partners:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('site_id') siteId: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    return this.sites.remove(caller, { customer_id: id, id: siteId, version });
  }
}
