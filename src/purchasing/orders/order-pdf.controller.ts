import { Controller, Get, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../common/http/validation/id-param.js';
import { OrderPdf } from './order-pdf.js';

@ApiTags('purchasing')
@Controller('purchase-orders')
export class OrderPdfController {
  constructor(private readonly printer: OrderPdf) {}

  /** Print an order for its supplier. Its prices are costs. */
  @Get(':id/pdf')
  @RequirePermission('costs:read')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary', example: '%PDF-1.3…' } })
  async pdf(@IdParam() id: string): Promise<StreamableFile> {
    const { name, content } = await this.printer.print(id);
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: `inline; filename="${name}"`,
      length: content.length,
    });
  }
}

/** The same under the address where stock keepers look for it. */
@ApiTags('purchasing')
@Controller('inventory/purchase-orders')
export class InventoryOrderPdfController extends OrderPdfController {}
