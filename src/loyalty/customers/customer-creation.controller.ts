import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/auth/require-permission.decorator.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import { CurrentWrite, type WriteRequest } from '../../common/http/writes/write-request.js';
import { CustomerResponse, SaveCustomerDto } from '../../partners/index.js';
import { CreateCustomerUseCase } from './create-customer.use-case.js';

@ApiTags('customers')
@Controller('customers')
export class CustomerCreationController {
  constructor(private readonly createCustomer: CreateCustomerUseCase) {}

  /** Add a customer, with the points they bring along if there are any. */
  @Post()
  @RequirePermission('partners:write')
  @ApiCreatedResponse({ type: CustomerResponse })
  create(
    @CurrentWrite() write: WriteRequest,
    @Body() input: SaveCustomerDto,
  ): Promise<WriteOutcome<CustomerResponse>> {
    return this.createCustomer.execute(write, input);
  }
}
