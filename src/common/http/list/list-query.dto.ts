import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** What every list takes. Extend it with a context's own filters. */
export class ListQuery {
  /**
   * How many rows at most.
   * @example 50
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** Where the previous page ended, from its `Link` header; excludes `skip`. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;

  /**
   * Rows to pass over; prefer `cursor` for long lists.
   * @example 0
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  skip?: number;

  /** Whether to count all rows into `X-Total-Count`. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  count?: boolean;

  /**
   * Fields to sort by, `-` first for descending.
   * @example -created_at
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  sort?: string;
}
