import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { QueryOrBody } from '../dto/query-or-body.js';
import {
  ExtendReservationDto,
  ListReservationsQuery,
  ReleaseReservationDto,
  ReserveDto,
} from './dto/reservation.dto.js';
import { ReservationResponse } from './dto/reservation.response.js';
import { ReservationChanges } from './reservation-changes.js';
import { ReservationReads } from './reservation-reads.js';

@ApiTags('reservations')
@Controller('inventory/reservations')
export class ReservationsController {
  constructor(
    private readonly changes: ReservationChanges,
    private readonly reads: ReservationReads,
  ) {}

  /** List what is promised to whom, newest first. */
  @Get()
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: [ReservationResponse] })
  list(@Query() query: ListReservationsQuery): Promise<Page<ReservationResponse>> {
    return this.reads.list(query);
  }

  /** Promise goods to somebody: nobody else can take them until it ends. */
  @Post()
  @RequirePermission('inventory:write')
  @ApiCreatedResponse({ type: ReservationResponse })
  reserve(
    @CurrentWrite() write: WriteRequest,
    @Body() body: ReserveDto,
  ): Promise<WriteOutcome<ReservationResponse>> {
    return this.changes.reserve(write, body);
  }

  /** Get one reservation. */
  @Get(':id')
  @RequirePermission('inventory:read')
  @ApiOkResponse({ type: ReservationResponse })
  get(@IdParam() id: string): Promise<ReservationResponse> {
    return this.reads.one(id);
  }

  /** Let a reservation last longer, or shorter. */
  @Patch(':id')
  @RequirePermission('inventory:write')
  @ApiOkResponse({ type: ReservationResponse })
  extend(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @Body() body: ExtendReservationDto,
  ): Promise<WriteOutcome<ReservationResponse>> {
    return this.changes.extend(write, id, body);
  }

  /** Take a promise back: what it held can be sold again. */
  @Post(':id/release')
  @HttpCode(200)
  @RequirePermission('inventory:write')
  @ApiBody({ type: ReleaseReservationDto, required: false })
  @ApiOkResponse({ type: ReservationResponse })
  release(
    @CurrentWrite() write: WriteRequest,
    @IdParam() id: string,
    @QueryOrBody(ReleaseReservationDto, []) { reason }: ReleaseReservationDto,
  ): Promise<WriteOutcome<ReservationResponse>> {
    return this.changes.release(write, id, reason);
  }
}
