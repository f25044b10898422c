import { IsOptional, IsUUID } from 'class-validator';
import { ListStockDocumentsQuery } from '../../lines/list-stock-documents.query.js';

/** `location_id` is where the goods leave. */
export class ListTransfersQuery extends ListStockDocumentsQuery {
  /** Where they go. */
  @IsOptional()
  @IsUUID()
  to_location_id?: string;
}
