import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction } from '../../common/database/tx.js';
import { randomCodes } from './coupon-codes.js';
import { COUPON_COLUMNS, type CouponRow } from './coupon-reads.js';
import { couponFault } from './coupons.service.js';
import type { GenerateCouponsDto } from './dto/save-coupon.dto.js';

const DEFAULT_LENGTH = 10;

// A code that happens to be taken is passed over, and another one made in its place.
const INSERT = `
  INSERT INTO coupons (id, promotion_id, code, usage_limit, usage_limit_per_customer, customer_id, expires_on, is_active)
  SELECT n.id, $3::uuid, n.code, $4::integer, $5::integer, $6::uuid, $7::date, $8::boolean
  FROM unnest($1::uuid[], $2::text[]) AS n(id, code)
  ON CONFLICT (code) DO NOTHING`;

const MADE = `SELECT ${COUPON_COLUMNS} FROM coupons c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id`;

/** Makes many coupons at once. */
@Injectable()
export class CouponGenerator {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Makes so many coupons with random codes, all or none. Throws NotFound for the promotion and a field error on
   * `customer_id`. The statements do not grow with the coupons.
   */
  async generate(caller: Caller, promotionId: string, dto: GenerateCouponsDto): Promise<CouponRow[]> {
    const {
      usage_limit = null,
      usage_limit_per_customer = null,
      customer_id = null,
      expires_on = null,
    } = dto;
    const terms = [usage_limit, usage_limit_per_customer, customer_id, expires_on, dto.is_active ?? true];
    try {
      return await runInTransaction(this.dataSource, async (tx) => {
        const made: CouponRow[] = [];
        while (made.length < dto.count) {
          const codes = randomCodes(dto.count - made.length, dto.prefix ?? '', dto.length ?? DEFAULT_LENGTH);
          const ids = codes.map(newId);
          await query(tx, INSERT, [ids, codes, promotionId, ...terms]);
          made.push(...(await query<CouponRow>(tx, MADE, [ids])));
        }
        await this.audit.record(tx, caller, {
          action: 'coupon.generated',
          subject_type: 'promotion',
          subject_id: promotionId,
          after: { ...dto, count: made.length },
        });
        return made;
      });
    } catch (error) {
      throw couponFault(error, promotionId);
    }
  }
}
