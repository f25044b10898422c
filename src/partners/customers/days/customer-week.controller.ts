import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { CustomerWeekService } from './customer-week.service.js';
import { CustomerDayResponse } from './dto/customer-day.response.js';
import { SaveCustomerWeekDto } from './dto/save-customer-week.dto.js';

@ApiTags('customers')
@Controller('customers/:id/schedules')
export class CustomerWeekController {
  constructor(private readonly weeks: CustomerWeekService) {}

  /** Get the days on which a customer orders or is delivered to, from Monday on. */
  @Get()
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [CustomerDayResponse] })
  async get(@IdParam() id: string): Promise<CustomerDayResponse[]> {
    return (await this.weeks.week(id)).map(CustomerDayResponse.from);
  }

  /** Replace the whole week of a customer. */
  @Put()
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: [CustomerDayResponse] })
  async replace(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() body: SaveCustomerWeekDto,
  ): Promise<CustomerDayResponse[]> {
    return (await this.weeks.replace(caller, id, body.days)).map(CustomerDayResponse.from);
  }
}
