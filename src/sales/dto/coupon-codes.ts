import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString, Matches } from 'class-validator';

const MAX_COUPONS = 10;

/** Up to ten coupon codes; upper and lower case are the same. */
export function IsCouponCodes(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      type: [String],
      required: false,
      nullable: true,
      maxItems: MAX_COUPONS,
      example: ['SPRING10'],
    }),
    IsArray(),
    ArrayMaxSize(MAX_COUPONS),
    IsString({ each: true }),
    Matches(/^\s*\S{1,40}\s*$/, { each: true, message: '$property must be codes of 1 to 40 characters' }),
  );
}
