import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import { Clock } from '../../common/time/clock.js';
import { businessDate } from '../../common/time/business-date.js';
import { PartnerQueries } from '../../partners/index.js';
import { AlreadyMember, CardNumberTaken, ProgramInactive } from '../loyalty.errors.js';
import { DEFAULT_PROGRAM_ID } from '../programs/default-program.js';

// Whoever left comes back to what they had; one who owes points still does.
const ENROL = `
  INSERT INTO loyalty_members AS m (id, program_id, customer_id, card_number, tier_code, tier_window_from)
  SELECT $1::uuid, p.id, $3::uuid, $4::text, loyalty_tier_of(p.id, 0), $5::date - p.tier_window_days + 1
  FROM loyalty_programs p WHERE p.id = $2::uuid
  ON CONFLICT (customer_id, program_id) WHERE status <> 'merged' DO UPDATE
    SET status = 'active', left_at = NULL, card_number = EXCLUDED.card_number, version = m.version + 1, updated_at = now()
    WHERE m.status = 'left'
  RETURNING m.id`;

const PROGRAM = `SELECT is_active FROM loyalty_programs WHERE id = $1::uuid`;

const OPEN_PROGRAM = `
  SELECT id FROM loyalty_programs WHERE is_active ORDER BY id = $1::uuid DESC, id LIMIT 1`;

export interface NewMember {
  program_id: string;
  customer_id: string;
  card_number?: string | null;
}

/** Makes customers members. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly partners: PartnerQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Enrols a customer, or takes one back who had left, and answers the member's id. Throws NotFound and
   * ProgramInactive, AlreadyMember, CardNumberTaken (409), and field errors on `customer_id` (422).
   */
  async enrol(tx: Tx, member: NewMember): Promise<string> {
    await this.assertOpen(tx, member.program_id);
    await this.assertCustomer(tx, member.customer_id);
    return this.join(tx, member);
  }

  /** As enrol, of a customer and in a program that the caller has looked at. */
  async join(tx: Tx, { program_id, customer_id, card_number = null }: NewMember): Promise<string> {
    const today = businessDate(this.clock.now(), 'UTC');
    const [member] = await query<{ id: string } | undefined>(tx, ENROL, [
      newId(),
      program_id,
      customer_id,
      card_number,
      today,
    ]).catch((error: unknown) => {
      throw violates(error, 'uq_loyalty_members_card') ? new CardNumberTaken(card_number!) : error;
    });
    if (member === undefined) throw new AlreadyMember(program_id, customer_id);
    return member.id;
  }

  /** The program that a customer joins who is given points: the default one, or the oldest that is active. */
  async openProgram(db: Queryable): Promise<string> {
    const [program] = await query<{ id: string } | undefined>(db, OPEN_PROGRAM, [DEFAULT_PROGRAM_ID]);
    if (program === undefined) throw new ProgramInactive(DEFAULT_PROGRAM_ID);
    return program.id;
  }

  private async assertOpen(db: Queryable, program_id: string): Promise<void> {
    const [program] = await query<{ is_active: boolean } | undefined>(db, PROGRAM, [program_id]);
    if (program === undefined) throw new NotFound('loyalty program', program_id);
    if (!program.is_active) throw new ProgramInactive(program_id);
  }

  private async assertCustomer(db: Queryable, id: string): Promise<void> {
    const refuse = (code: string, message: string): never => {
      throw new InvalidField('customer_id', code, message);
    };
    const customer = await this.partners.customerForSale(db, id);
    if (customer === undefined) return refuse('CUSTOMER_NOT_FOUND', 'There is no such customer.');
    if (customer.merged_into_id !== null) refuse('CUSTOMER_MERGED', 'The customer is another one now.');
    if (!customer.is_active) refuse('CUSTOMER_INACTIVE', 'The customer is not active.');
  }
}
