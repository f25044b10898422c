import { ApiProperty } from '@nestjs/swagger';
import { ATTENTION_REASONS, attentionReasons, type AttentionReason } from '../../domain/attention.js';
import type { ProductRow } from '../product.sql.js';
import { ProductResponse } from './product.response.js';

/** A product that somebody should look at. */
export class AttentionResponse extends ProductResponse {
  /** @example ["phase_out_with_stock"] */
  @ApiProperty({ enum: ATTENTION_REASONS, isArray: true })
  reasons: AttentionReason[];

  static forRow(row: ProductRow, canSeeCosts: boolean, now: Date): AttentionResponse {
    const reasons = attentionReasons({ ...row, on_hand: Number(row.stock_quantity) }, now);
    return { ...ProductResponse.from(row, canSeeCosts), reasons };
  }
}
