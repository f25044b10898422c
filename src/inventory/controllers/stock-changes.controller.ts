import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { AdjustStockDto, RestockDto, StockAdjustmentDto } from '../dto/change-stock.dto.js';
import { QueryOrBody } from '../dto/query-or-body.js';
import { StockChangeResponse } from '../dto/stock-change.response.js';
import { StockChanges } from '../use-cases/stock-changes.js';

@ApiTags('inventory')
@Controller('inventory')
@RequirePermission('inventory:write')
export class StockChangesController {
  constructor(private readonly changes: StockChanges) {}

  /** Book in goods of a product; the fields may come in the address or in a JSON body. */
  @Post('restock/:product_id')
  @HttpCode(200)
  @ApiQuery({ name: 'quantity', type: Number, required: false, example: 10 })
  @ApiQuery({ name: 'unit_cost', type: Number, required: false, example: 6.6 })
  @ApiQuery({ name: 'location_id', type: String, required: false })
  @ApiQuery({ name: 'reason', type: String, required: false })
  @ApiQuery({ name: 'dry_run', type: Boolean, required: false })
  @ApiBody({ type: RestockDto, required: false })
  @ApiOkResponse({ type: StockChangeResponse })
  restock(
    @CurrentWrite() write: WriteRequest,
    @IdParam('product_id') product_id: string,
    @QueryOrBody(RestockDto, ['quantity', 'unit_cost']) input: RestockDto,
  ): Promise<WriteOutcome<StockChangeResponse>> {
    return this.changes.restock(write, product_id, input);
  }

  /** Book a difference of a product's stock; the fields may come in the address or in a JSON body. */
  @Post('stock-adjustment/:product_id')
  @HttpCode(200)
  @ApiQuery({ name: 'adjustment', type: Number, required: false, example: -2 })
  @ApiQuery({ name: 'reason', type: String, required: false, example: 'Broken in the window' })
  @ApiQuery({ name: 'unit_cost', type: Number, required: false })
  @ApiQuery({ name: 'location_id', type: String, required: false })
  @ApiQuery({ name: 'dry_run', type: Boolean, required: false })
  @ApiBody({ type: StockAdjustmentDto, required: false })
  @ApiOkResponse({ type: StockChangeResponse })
  adjustBy(
    @CurrentWrite() write: WriteRequest,
    @IdParam('product_id') product_id: string,
    @QueryOrBody(StockAdjustmentDto, ['adjustment', 'unit_cost']) input: StockAdjustmentDto,
  ): Promise<WriteOutcome<StockChangeResponse>> {
    return this.changes.adjustBy(write, product_id, input);
  }

  /** Book a difference of a product's stock, or what was counted. */
  @Post('adjust')
  @HttpCode(200)
  @ApiQuery({ name: 'dry_run', type: Boolean, required: false })
  @ApiOkResponse({ type: StockChangeResponse })
  adjust(
    @CurrentWrite() write: WriteRequest,
    @Body() input: AdjustStockDto,
  ): Promise<WriteOutcome<StockChangeResponse>> {
    return this.changes.adjust(write, input);
  }
}
