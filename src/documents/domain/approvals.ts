import type { Actor } from '../../common/auth/actor.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { Approver, ConfiguredRule } from './workflow-configuration.js';

/** An approval that counts: neither used up nor voided. */
export interface StandingApproval {
  transition_id: string;
  level: number;
  approver_id: string;
}

/** What approval rules are held against. */
export interface ApprovalCase {
  /** All rules of one transition. */
  rules: readonly ConfiguredRule[];
  document: { total_amount: Decimal; currency: string; created_by: string };
  approvals: readonly StandingApproval[];
  /** Ids of rules whose approval was overdue. */
  escalated: ReadonlySet<string>;
}

export interface ApprovalState {
  /** Whose approval is missing next; undefined when none is. */
  next: ConfiguredRule | undefined;
  /** Those after it. */
  later: ConfiguredRule[];
  /** Why no rule can be held against this document. */
  fault?: FieldError;
}

function coversAmount(rule: ConfiguredRule, amount: Decimal): boolean {
  if (rule.min_amount !== null && amount.lte(rule.min_amount)) return false;
  return rule.max_amount === null || amount.lte(rule.max_amount);
}

function coversCurrency(rule: ConfiguredRule, currency: string): boolean {
  return rule.currency === null || rule.currency === currency;
}

/** The rules that this document must pass, by level. */
export function applicableRules({ rules, document }: ApprovalCase): ConfiguredRule[] {
  return rules
    .filter((rule) => rule.is_active && coversCurrency(rule, document.currency))
    .filter((rule) => coversAmount(rule, document.total_amount))
    .sort((a, b) => a.level - b.level);
}

/** Amounts in another currency say nothing about limits: better nobody than everybody. */
function strangeCurrency({ rules, document }: ApprovalCase): FieldError | undefined {
  const active = rules.filter(({ is_active }) => is_active);
  const levels = [...new Set(active.map(({ level }) => level))];
  const without = levels.filter(
    (level) => !active.some((rule) => rule.level === level && coversCurrency(rule, document.currency)),
  );
  if (without.length === 0) return undefined;
  const message = `No approval rule of level ${without.join(', ')} is about ${document.currency}.`;
  return { field: 'currency', code: 'APPROVAL_CURRENCY_UNKNOWN', message };
}

/** What is still to be approved. */
export function approvalState(subject: ApprovalCase): ApprovalState {
  const fault = strangeCurrency(subject);
  if (fault !== undefined) return { next: undefined, later: [], fault };
  const given = new Set(subject.approvals.map(({ level }) => level));
  const [next, ...later] = applicableRules(subject).filter(({ level }) => !given.has(level));
  return { next, later };
}

function isApprover(approver: Approver, actor: Actor): boolean {
  switch (approver.type) {
    case 'user':
      return approver.user_id === actor.id;
    case 'role':
      return approver.role === actor.role;
    case 'permission':
      return [...actor.permissions].some((permission) => permission === approver.permission);
    default:
      return approver.type satisfies never;
  }
}

export function nameOfApprover(approver: Approver): string {
  return `${approver.type} ${approver.username ?? approver.role ?? approver.permission ?? ''}`;
}

/** Every reason why the actor cannot give the approval that is missing next. */
export function approverFaults(subject: ApprovalCase, rule: ConfiguredRule, actor: Actor): FieldError[] {
  const faults: FieldError[] = [];
  const mayStandIn = rule.escalate_to !== null && subject.escalated.has(rule.id);
  const isEntitled = isApprover(rule.approver, actor) || (mayStandIn && isApprover(rule.escalate_to!, actor));
  if (!isEntitled) {
    const message = `Level ${rule.level} ("${rule.name}") is approved by ${nameOfApprover(rule.approver)}.`;
    faults.push({ field: 'approval', code: 'APPROVAL_REQUIRED', message });
  }
  if (rule.four_eyes) {
    const isOwn = subject.document.created_by === actor.id;
    const hasApproved = subject.approvals.some(({ approver_id }) => approver_id === actor.id);
    if (isOwn || hasApproved) {
      const message = isOwn
        ? 'Nobody approves a document of their own.'
        : 'Another person must approve the next level.';
      faults.push({ field: 'approval', code: 'FOUR_EYES', message });
    }
  }
  return faults;
}
