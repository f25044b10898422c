import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../../common/auth/caller.js';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { NextDeliveryResponse } from './dto/next-delivery.response.js';
import { SaveSupplierWeekDto } from './dto/save-supplier-week.dto.js';
import { SupplierDayResponse } from './dto/supplier-day.response.js';
import { MomentQuery } from './dto/suppliers-today.query.js';
import { SupplierTimetable } from './supplier-timetable.js';
import { SupplierWeekService } from './supplier-week.service.js';

@ApiTags('suppliers')
@Controller('suppliers/:id')
export class SupplierWeekController {
  constructor(
    private readonly weeks: SupplierWeekService,
    private readonly timetable: SupplierTimetable,
  ) {}

  /** Get the days on which a supplier takes orders or delivers, from Monday on. */
  @Get('schedules')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [SupplierDayResponse] })
  async get(@IdParam() id: string): Promise<SupplierDayResponse[]> {
    return (await this.weeks.week(id)).map(SupplierDayResponse.from);
  }

  /** Replace the whole week of a supplier. */
  @Put('schedules')
  @RequirePermission('partners:write')
  @ApiOkResponse({ type: [SupplierDayResponse] })
  async replace(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() body: SaveSupplierWeekDto,
  ): Promise<SupplierDayResponse[]> {
    return (await this.weeks.replace(caller, id, body.days)).map(SupplierDayResponse.from);
  }

  /** Get the day on which a supplier delivers next, within a week. */
  @Get('next-delivery')
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: NextDeliveryResponse })
  async nextDelivery(@IdParam() id: string, @Query() query: MomentQuery): Promise<NextDeliveryResponse> {
    return NextDeliveryResponse.from(await this.timetable.nextDelivery(id, query));
  }
}

/** The same week where stock keepers look for it. */
@ApiTags('suppliers')
@Controller('inventory/suppliers/:id')
export class InventorySupplierWeekController extends SupplierWeekController {}
