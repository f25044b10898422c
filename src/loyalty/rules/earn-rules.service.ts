import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned, sentFields, updateVersioned } from '../../common/database/update-versioned.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { optionalDecimal } from '../../common/money/decimal.js';
import { EarnRule } from '../entities/earn-rule.entity.js';
import { ProgramReads } from '../programs/program-reads.js';
import { EarnRuleResponse, type EarnRuleRow } from './dto/earn-rule.response.js';
import type { ListEarnRulesQuery } from './dto/list-earn-rules.query.js';
import type { SaveEarnRuleDto, UpdateEarnRuleDto } from './dto/save-earn-rule.dto.js';
import { assertOneEach, refuseTarget } from './earn-rule-fields.js';

interface RuleTarget {
  program_id: string;
  id: string;
  version?: number;
}

/** The rates as they are to be: one that is named takes the place of the other. */
function newRates(dto: UpdateEarnRuleDto): Partial<Pick<EarnRule, 'points_per_unit' | 'multiplier'>> {
  const isNamed = typeof dto.points_per_unit === 'number' || typeof dto.multiplier === 'number';
  const sent = {
    points_per_unit: optionalDecimal(dto.points_per_unit),
    multiplier: optionalDecimal(dto.multiplier),
  };
  return isNamed ? { points_per_unit: null, multiplier: null, ...sentFields(sent) } : sentFields(sent);
}

const ORDER = {
  sortable: { created_at: { sql: 'r.created_at', type: 'timestamptz' as const } },
  default_sort: 'created_at',
  id: 'r.id',
};

/** Keeps the earn rules of programs. */
@Injectable()
export class EarnRulesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly programs: ProgramReads,
    private readonly audit: AuditTrail,
  ) {}

  async list(program_id: string, request: ListEarnRulesQuery): Promise<Page<EarnRuleResponse>> {
    await this.programs.byId(program_id);
    const filter = askedConditions([
      ['r.program_id =', program_id],
      ['r.product_id =', request.product_id],
      ['r.category_id =', request.category_id],
      ['r.brand_id =', request.brand_id],
    ]);
    const plan = { select: 'r.*', from: 'loyalty_earn_rules r', ...filter, ...ORDER };
    return (await listRows<EarnRuleRow>(this.dataSource, plan, request)).map(EarnRuleResponse.from);
  }

  /** Throws EarnRuleTaken, and field errors for a target that is missing, doubled or unknown. */
  create(caller: Caller, program_id: string, dto: SaveEarnRuleDto): Promise<EarnRuleResponse> {
    assertOneEach(dto);
    return runInTransaction(this.dataSource, async (tx) => {
      await this.programs.byId(program_id, tx);
      const id = newId();
      const rates = {
        points_per_unit: optionalDecimal(dto.points_per_unit),
        multiplier: optionalDecimal(dto.multiplier),
      };
      await tx.insert(EarnRule, { ...dto, ...rates, id, program_id }).catch(refuseTarget);
      const after = EarnRuleResponse.from(await tx.findOneByOrFail(EarnRule, { id }));
      await this.note(tx, caller, 'created', { id, after });
      return after;
    });
  }

  /** Changes the rate; sending one kind of rate takes the other away. */
  update(caller: Caller, rule: RuleTarget, dto: UpdateEarnRuleDto): Promise<EarnRuleResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const target = { entity: EarnRule, what: 'earn rule', id: rule.id, expectedVersion: rule.version };
      const before = await this.locked(tx, rule);
      const rates = newRates(dto);
      assertOneEach({ ...before, ...rates });
      const { after } = await updateVersioned<EarnRule>(tx, target, rates);
      await this.note(tx, caller, 'updated', { id: rule.id, before, after });
      return EarnRuleResponse.from(after);
    });
  }

  remove(caller: Caller, rule: RuleTarget): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      const before = await this.locked(tx, rule);
      await tx.delete(EarnRule, { id: rule.id });
      await this.note(tx, caller, 'deleted', { id: rule.id, before });
    });
  }

  private async locked(tx: Tx, { program_id, id, version }: RuleTarget): Promise<EarnRule> {
    const target = { entity: EarnRule, what: 'earn rule', id, expectedVersion: version };
    const rule = await lockVersioned<EarnRule>(tx, target);
    if (rule.program_id !== program_id) throw new NotFound('earn rule', id);
    return rule;
  }

  private note(
    tx: Tx,
    caller: Caller,
    verb: string,
    { id, before, after }: { id: string; before?: object; after?: object },
  ): Promise<void> {
    const subject = { subject_type: 'loyalty_earn_rule', subject_id: id };
    return this.audit.record(tx, caller, { action: `loyalty_earn_rule.${verb}`, ...subject, before, after });
  }
}
