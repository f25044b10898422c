import { Body, Controller, Get, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { CustomerResponse } from '../dto/customer.response.js';
import { MergeCustomersDto } from '../merge/dto/merge-customers.dto.js';
import { MergeCustomers } from '../merge/merge-customers.use-case.js';
import { AnonymiseCustomer } from './anonymise-customer.use-case.js';
import { AnonymiseCustomerDto } from './dto/anonymise-customer.dto.js';
import { CustomerExportResponse } from './dto/customer-export.response.js';
import { ExportCustomer } from './export-customer.use-case.js';
import { ExportInterceptor } from './export.interceptor.js';

@ApiTags('customers')
@Controller('customers/:id')
@RequirePermission('partners:privacy')
export class CustomerPrivacyController {
  constructor(
    private readonly merging: MergeCustomers,
    private readonly anonymising: AnonymiseCustomer,
    private readonly exporting: ExportCustomer,
  ) {}

  /** Merge other customers into this one; everything that is theirs becomes its. */
  @Post('merge')
  @HttpCode(200)
  @ApiOkResponse({ type: CustomerResponse })
  async merge(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() { from_ids }: MergeCustomersDto,
  ): Promise<CustomerResponse> {
    return CustomerResponse.from(await this.merging.execute(caller, id, from_ids));
  }

  /** Take everything personal out of a customer, for good; amounts and documents stay. */
  @Post('anonymise')
  @HttpCode(200)
  @ApiOkResponse({ type: CustomerResponse })
  async anonymise(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() { reason }: AnonymiseCustomerDto,
  ): Promise<CustomerResponse> {
    return CustomerResponse.from(await this.anonymising.execute(caller, id, reason));
  }

  /** Get everything that is held about a customer, as a file. */
  @Get('export')
  @UseInterceptors(ExportInterceptor)
  @ApiOkResponse({ type: CustomerExportResponse })
  export(@CurrentCaller() caller: Caller, @IdParam() id: string): Promise<CustomerExportResponse> {
    return this.exporting.execute(caller, id);
  }
}
