import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../../common/auth/require-permission.decorator.js';
import { IdParam } from '../../../common/http/validation/id-param.js';
import { CustomerDuplicateResponse } from './customer-duplicate.response.js';
import { CustomerDuplicatesQuery } from './customer-duplicates.query.js';

@ApiTags('customers')
@Controller('customers/:id/duplicates')
export class CustomerDuplicatesController {
  constructor(private readonly duplicates: CustomerDuplicatesQuery) {}

  /** List the customers who may be the same as this one, to merge them. */
  @Get()
  @RequirePermission('partners:read')
  @ApiOkResponse({ type: [CustomerDuplicateResponse] })
  async list(@IdParam() id: string): Promise<CustomerDuplicateResponse[]> {
    return (await this.duplicates.run(id)).map(CustomerDuplicateResponse.from);
  }
}
