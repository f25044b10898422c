import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { Page } from '../../common/http/list/page.js';
import { ReportApi } from '../csv/report-api.decorator.js';
import { StockLevelReportResponse, type StockLevelsReport } from '../stock/stock-level.response.js';
import { StockLevelsQuery } from '../stock/stock-levels.query.js';
import { StockLevelsRequest } from '../stock/stock-levels.dto.js';
import { ProductsReportQuery } from './products-report.query.js';
import { ProductsReportRequest } from './products-report.dto.js';
import { ProductsReportResponse } from './products-report.response.js';

/** Products and their stock. */
@ApiTags('reports')
@Controller('reports')
@RequirePermission('reports:read')
export class GoodsReportsController {
  constructor(
    private readonly products: ProductsReportQuery,
    private readonly stock: StockLevelsQuery,
  ) {}

  /** Report the products that sell best and least. */
  @Get('products')
  @ReportApi(ProductsReportResponse)
  sellers(
    @Query() request: ProductsReportRequest,
    @CurrentCaller() { actor }: Caller,
  ): Promise<ProductsReportResponse> {
    return this.products.run(request, can(actor, 'costs:read'));
  }

  /** Report the stock of every product and location. */
  @Get('inventory/stock-levels')
  @ReportApi([StockLevelReportResponse])
  levels(
    @Query() request: StockLevelsRequest,
    @CurrentCaller() { actor }: Caller,
  ): Promise<Page<StockLevelReportResponse> | StockLevelsReport> {
    const run = request.format === 'csv' ? 'all' : 'page';
    return this.stock[run](request, can(actor, 'costs:read'));
  }
}
