import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { BarcodeResponse } from './dto/barcode.response.js';
import { SaveBarcodeDto } from './dto/save-barcode.dto.js';
import { ProductBarcodes } from './product-barcodes.service.js';

@ApiTags('products')
@Controller('products/:id/barcodes')
export class ProductBarcodesController {
  constructor(private readonly barcodes: ProductBarcodes) {}

  /** List a product's barcodes, the main one first. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiOkResponse({ type: [BarcodeResponse] })
  list(@IdParam() id: string): Promise<BarcodeResponse[]> {
    return this.barcodes.list(id);
  }

  /** Add a barcode to a product. */
  @Post()
  @RequirePermission('catalog:write')
  @ApiCreatedResponse({ type: BarcodeResponse })
  add(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @Body() input: SaveBarcodeDto,
  ): Promise<BarcodeResponse> {
    return this.barcodes.add(caller, id, input);
  }

  /** Make a barcode the product's main one. */
  @Post(':barcode_id/primary')
  @HttpCode(200)
  @RequirePermission('catalog:write')
  @ApiOkResponse({ type: [BarcodeResponse] })
  makePrimary(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('barcode_id') barcodeId: string,
  ): Promise<BarcodeResponse[]> {
    return this.barcodes.makePrimary(caller, id, barcodeId);
  }

  /** Remove a barcode from a product. */
  @Delete(':barcode_id')
  @HttpCode(204)
  @RequirePermission('catalog:write')
  @ApiNoContentResponse()
  remove(
    @CurrentCaller() caller: Caller,
    @IdParam() id: string,
    @IdParam('barcode_id') barcodeId: string,
  ): Promise<void> {
    return this.barcodes.remove(caller, id, barcodeId);
  }
}
