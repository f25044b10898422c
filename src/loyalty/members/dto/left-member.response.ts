import { ApiProperty } from '@nestjs/swagger';

/** A membership that ended. Without names: the answer is kept to be repeated, and names can be forgotten. */
export class LeftMemberResponse {
  /** @example 01930000-0000-7000-8000-000000000711 */
  id: string;
  program_id: string;
  customer_id: string;
  /** @example left */
  @ApiProperty({ enum: ['left'] })
  status: 'left';
  /** @example 70 */
  forfeited_points: number;
  left_at: Date;
}
