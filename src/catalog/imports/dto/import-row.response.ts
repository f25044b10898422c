import { ApiProperty } from '@nestjs/swagger';
import { VERDICTS, type RowProblem, type Verdict } from '../domain/verdict.js';

export class RowProblemResponse implements RowProblem {
  /** @example price */
  field: string;

  /**
   * As it was received.
   * @example 1,234.50
   */
  @ApiProperty({ type: 'string', nullable: true })
  value: unknown;

  /** @example NOT_A_NUMBER */
  code: string;

  message: string;
}

/** One row of an import and the verdict on it. */
export class ImportRowResponse {
  /**
   * 1 for the first row after the header.
   * @example 17
   */
  row: number;

  /** @example MUG001 */
  @ApiProperty({ type: 'string', nullable: true })
  sku: string | null;

  /** Null while the row waits. */
  @ApiProperty({ enum: VERDICTS, nullable: true })
  verdict: Verdict | null;

  @ApiProperty({ type: [RowProblemResponse] })
  errors: RowProblemResponse[];

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  product_id: string | null;
}
