import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IfMatch } from '../../common/http/if-match.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { CreateSaleDto } from '../dto/create-sale.dto.js';
import { ListSalesQuery } from '../dto/list-sales.dto.js';
import { SaleSummaryResponse } from '../dto/sale-summary.response.js';
import { SaleResponse } from '../dto/sale.response.js';
import { CancelSaleDto, UpdateSaleDto } from '../dto/update-sale.dto.js';
import { ListSales } from '../queries/list-sales.query.js';
import { SaleStore } from '../queries/sale-store.js';
import { CancelSaleUseCase } from '../use-cases/cancel-sale.use-case.js';
import { CreateSaleUseCase } from '../use-cases/create-sale.use-case.js';
import { UpdateSaleUseCase } from '../use-cases/update-sale.use-case.js';

@ApiTags('sales')
@Controller('sales')
export class SalesController {
  constructor(
    private readonly listing: ListSales,
    private readonly store: SaleStore,
    private readonly creation: CreateSaleUseCase,
    private readonly updating: UpdateSaleUseCase,
    private readonly cancellation: CancelSaleUseCase,
  ) {}

  /** List sales, newest first */
  @Get()
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: [SaleSummaryResponse] })
  list(@Query() request: ListSalesQuery): Promise<Page<SaleSummaryResponse>> {
    return this.listing.run(request);
  }

  /** Ring up a sale: price it, take the stock and, when paid, complete it */
  @Post()
  @RequirePermission('sales:write')
  @ApiCreatedResponse({ type: SaleResponse })
  create(
    @Body() dto: CreateSaleDto,
    @CurrentWrite() write: WriteRequest,
  ): Promise<WriteOutcome<SaleResponse>> {
    return this.creation.execute(write, dto);
  }

  /** Show a sale with its lines and payments */
  @Get(':id')
  @RequirePermission('sales:read')
  @ApiOkResponse({ type: SaleResponse })
  get(@IdParam() id: string, @CurrentCaller() caller: Caller): Promise<SaleResponse> {
    return this.store.get(id, caller.actor);
  }

  /** Change a sale */
  @Put(':id')
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: SaleResponse })
  replace(
    @IdParam() id: string,
    @Body() dto: UpdateSaleDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<SaleResponse>> {
    return this.updating.execute(write, id, dto, version);
  }

  /** Change a sale */
  @Patch(':id')
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: SaleResponse })
  update(
    @IdParam() id: string,
    @Body() dto: UpdateSaleDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<SaleResponse>> {
    return this.updating.execute(write, id, dto, version);
  }

  /** Cancel a pending sale or void a completed one, giving stock and money back */
  @Delete(':id')
  @RequirePermission('sales:write')
  @ApiOkResponse({ type: SaleResponse })
  remove(
    @IdParam() id: string,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<SaleResponse>> {
    return this.cancellation.execute(write, id, null, version);
  }

  /** Cancel a pending sale or void a completed one, saying why */
  @Post(':id/void')
  @HttpCode(200)
  @RequirePermission('sales:void')
  @ApiOkResponse({ type: SaleResponse })
  void(
    @IdParam() id: string,
    @Body() dto: CancelSaleDto,
    @CurrentWrite() write: WriteRequest,
    @IfMatch() version?: number,
  ): Promise<WriteOutcome<SaleResponse>> {
    return this.cancellation.execute(write, id, dto.reason ?? null, version);
  }
}
