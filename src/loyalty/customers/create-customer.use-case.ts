import { Injectable } from '@nestjs/common';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import {
  CustomerReads,
  CustomerRegistry,
  CustomerResponse,
  type SaveCustomerDto,
} from '../../partners/index.js';
import { PointsByHand } from '../ledger/points-by-hand.js';
import { Enrolment } from '../members/enrolment.js';

/** Creates a customer together with the points they bring along: both or neither. */
@Injectable()
export class CreateCustomerUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly registry: CustomerRegistry,
    private readonly customers: CustomerReads,
    private readonly enrolment: Enrolment,
    private readonly points: PointsByHand,
  ) {}

  /** Throws what CustomerRegistry.create throws. */
  execute(write: WriteRequest, dto: SaveCustomerDto): Promise<WriteOutcome<CustomerResponse>> {
    return this.writes.execute(write, async (tx) => {
      const { id } = await this.registry.create(tx, write, dto);
      const { loyalty_points: points = 0 } = dto;
      if (points > 0) {
        const program_id = await this.enrolment.openProgram(tx);
        const member_id = await this.enrolment.join(tx, { program_id, customer_id: id });
        const reason = 'Brought along';
        await this.points.post(tx, { member_id, kind: 'opening', points, reason, actor_id: write.actor.id });
      }
      return CustomerResponse.from(await this.customers.byId(id, tx));
    });
  }
}
