import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { can } from '../../common/auth/actor.js';
import { CurrentCaller, type Caller } from '../../common/auth/caller.js';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import { ExportQuery } from './dto/export.query.js';
import { ProductExport } from './product-export.js';

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' };

@ApiTags('product imports')
@Controller('products/export')
export class ExportsController {
  constructor(private readonly products: ProductExport) {}

  /** All products as CSV or NDJSON; an import takes the file back unchanged. */
  @Get()
  @RequirePermission('catalog:read')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary', example: 'sku,name,price' } })
  export(@CurrentCaller() { actor }: Caller, @Query() query: ExportQuery): StreamableFile {
    const format = query.format ?? 'csv';
    const options = { can_see_costs: can(actor, 'costs:read'), with_archived: query.archived === 'true' };
    return new StreamableFile(this.products.stream(format, options), {
      type: TYPES[format],
      disposition: `attachment; filename="products.${format}"`,
    });
  }
}
