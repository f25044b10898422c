import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { PartnerQueries } from '../../partners/index.js';
import { MemberResponse } from '../members/dto/member.response.js';
import { MemberReads } from '../members/member-reads.js';
import type { CustomerLoyaltyResponse, ExpiringPoints } from './dto/customer-loyalty.response.js';

const SOON_DAYS = 60;

const EXPIRING = `
  SELECT l.member_id, l.expires_on::text AS expires_on, sum(l.remaining) AS points
  FROM loyalty_lots l JOIN loyalty_members m ON m.id = l.member_id
  WHERE m.customer_id = $1::uuid AND l.remaining > 0 AND l.expires_on <= $2::date + ${SOON_DAYS}
  GROUP BY l.member_id, l.expires_on ORDER BY l.expires_on`;

interface ExpiringRow {
  member_id: string;
  expires_on: string;
  points: string;
}

/** Reads what a customer has and is in all programs. */
@Injectable()
export class CustomerLoyaltyQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly partners: PartnerQueries,
    private readonly members: MemberReads,
    private readonly clock: Clock,
  ) {}

  /** Three statements. Throws NotFound. */
  async run(customer_id: string): Promise<CustomerLoyaltyResponse> {
    const customer = await this.partners.customerForSale(this.dataSource, customer_id);
    if (customer === undefined) throw new NotFound('customer', customer_id);
    const members = await this.members.ofCustomer(customer_id);
    const today = businessDate(this.clock.now(), 'UTC');
    const rows = await query<ExpiringRow>(this.dataSource, EXPIRING, [customer_id, today]);
    const expiring = (member_id: string): ExpiringPoints[] =>
      rows
        .filter((row) => row.member_id === member_id)
        .map(({ expires_on, points }) => ({ expires_on, points: Number(points) }));
    return {
      customer_id,
      points: members.reduce((total, { points }) => total + Number(points), 0),
      memberships: members.map((row) => ({ ...MemberResponse.from(row), expiring: expiring(row.id) })),
    };
  }
}
