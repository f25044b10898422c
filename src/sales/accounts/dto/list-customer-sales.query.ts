import { OmitType } from '@nestjs/swagger';
import { ListSalesQuery } from '../../dto/list-sales.dto.js';

/** The filters of sales, of the one customer named in the path. */
export class ListCustomerSalesQuery extends OmitType(ListSalesQuery, ['customer_id']) {}
