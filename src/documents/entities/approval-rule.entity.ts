import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { ApproverType } from '../domain/workflow-configuration.js';

/** Who must approve a transition, at one level, for amounts above `min_amount` up to and including `max_amount`. */
@Entity('approval_rules')
@Check('ck_approval_rules_level', `level BETWEEN 1 AND 9`)
@Check('ck_approval_rules_band', `min_amount >= 0 AND max_amount > coalesce(min_amount, 0)`)
@Check(
  'ck_approval_rules_approver',
  `num_nonnulls(approver_user_id, approver_role_id, approver_permission) = 1
      AND CASE approver_type WHEN 'user' THEN approver_user_id IS NOT NULL WHEN 'role' THEN approver_role_id IS NOT NULL
          WHEN 'permission' THEN approver_permission IS NOT NULL ELSE false END`,
)
@Check(
  'ck_approval_rules_escalation',
  `CASE WHEN escalate_after_hours IS NULL
        THEN num_nonnulls(escalate_to_type, escalate_to_user_id, escalate_to_role_id, escalate_to_permission) = 0
        ELSE escalate_after_hours > 0 AND num_nonnulls(escalate_to_user_id, escalate_to_role_id, escalate_to_permission) = 1
          AND CASE escalate_to_type WHEN 'user' THEN escalate_to_user_id IS NOT NULL
              WHEN 'role' THEN escalate_to_role_id IS NOT NULL
              WHEN 'permission' THEN escalate_to_permission IS NOT NULL ELSE false END
      END`,
)
export class ApprovalRule extends MutableEntity {
  @Index('ix_approval_rules_transition')
  @ForeignKey('DocumentTransition', { name: 'fk_approval_rules_transition', onDelete: 'RESTRICT' })
  @Column('uuid')
  transition_id: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('smallint')
  level: number;

  @Column('character varying', { length: 10 })
  approver_type: ApproverType;

  @Index('ix_approval_rules_approver_user', { where: 'approver_user_id IS NOT NULL' })
  @ForeignKey('User', { name: 'fk_approval_rules_approver_user', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  approver_user_id: string | null;

  @Index('ix_approval_rules_approver_role', { where: 'approver_role_id IS NOT NULL' })
  @ForeignKey('Role', { name: 'fk_approval_rules_approver_role', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  approver_role_id: string | null;

  @Column('character varying', { length: 60, nullable: true })
  approver_permission: string | null;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  min_amount: Decimal | null;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  max_amount: Decimal | null;

  /** Null: whatever the document's currency. */
  @Column('character', { length: 3, nullable: true })
  currency: string | null;

  @Column('boolean', { default: false })
  requires_reason: boolean;

  /** Neither who made the document nor who approved a lower level. */
  @Column('boolean', { default: true })
  four_eyes: boolean;

  @Column('integer', { nullable: true })
  escalate_after_hours: number | null;

  @Column('character varying', { length: 10, nullable: true })
  escalate_to_type: ApproverType | null;

  @Index('ix_approval_rules_escalate_to_user', { where: 'escalate_to_user_id IS NOT NULL' })
  @ForeignKey('User', { name: 'fk_approval_rules_escalate_to_user', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  escalate_to_user_id: string | null;

  @Index('ix_approval_rules_escalate_to_role', { where: 'escalate_to_role_id IS NOT NULL' })
  @ForeignKey('Role', { name: 'fk_approval_rules_escalate_to_role', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  escalate_to_role_id: string | null;

  @Column('character varying', { length: 60, nullable: true })
  escalate_to_permission: string | null;

  @Column('boolean', { default: true })
  is_active: boolean;
}
