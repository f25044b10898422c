import fc from 'fast-check';
import type { Actor } from '../../common/auth/actor.js';
import { Decimal } from '../../common/money/decimal.js';
import { applicableRules, approvalState, approverFaults, type ApprovalCase } from './approvals.js';
import { approvalRuleFaults } from './check-approval-rules.js';
import type { Approver, ConfiguredRule } from './workflow-configuration.js';

const NOBODY: Approver = { type: 'role', user_id: null, username: null, role: null, permission: null };

function rule(name: string, level: number, fields: Partial<ConfiguredRule> = {}): ConfiguredRule {
  return {
    id: name,
    transition_id: 't',
    name,
    level,
    approver: { ...NOBODY, role: 'manager' },
    min_amount: null,
    max_amount: null,
    currency: null,
    requires_reason: false,
    four_eyes: true,
    escalate_after_hours: null,
    escalate_to: null,
    is_active: true,
    ...fields,
  };
}

function amount(value: number | null): Decimal | null {
  return value === null ? null : new Decimal(value);
}

function about(rules: ConfiguredRule[], total: number, fields: Partial<ApprovalCase> = {}): ApprovalCase {
  const document = { total_amount: new Decimal(total), currency: 'EUR', created_by: 'author' };
  return { rules, document, approvals: [], escalated: new Set(), ...fields };
}

function actor(id: string, role: string, permissions: string[] = []): Actor {
  return { id, username: id, role, permissions: new Set(permissions) as Actor['permissions'] };
}

it.each<[number | null, number | null, number, boolean]>([
  [null, null, 0, true],
  [null, 1000, 1000, true],
  [null, 1000, 1000.0001, false],
  [1000, null, 1000, false],
  [1000, null, 1000.0001, true],
  [0, 10, 0, false],
])('a rule above %p up to %p is about %p: %p', (min, max, total, expected) => {
  const rules = [rule('r', 1, { min_amount: amount(min), max_amount: amount(max) })];
  expect(applicableRules(about(rules, total)).length === 1).toBe(expected);
});

it('asks for the lowest level that is missing, and only for those about the amount', () => {
  const rules = [rule('two', 2, { min_amount: amount(100) }), rule('one', 1)];
  expect(approvalState(about(rules, 50))).toMatchObject({ next: { name: 'one' }, later: [] });
  expect(approvalState(about(rules, 500))).toMatchObject({ next: { name: 'one' }, later: [{ name: 'two' }] });
  const approvals = [{ transition_id: 't', level: 1, approver_id: 'x' }];
  expect(approvalState(about(rules, 500, { approvals }))).toMatchObject({ next: { name: 'two' }, later: [] });
  expect(approvalState(about(rules, 50, { approvals })).next).toBeUndefined();
});

it('takes no inactive rule, and lets nobody pass in a currency that no rule knows', () => {
  expect(approvalState(about([rule('off', 1, { is_active: false })], 5))).toEqual({
    next: undefined,
    later: [],
  });
  const dollars = about([rule('usd', 1, { currency: 'USD' })], 5);
  expect(approvalState(dollars).fault).toMatchObject({ code: 'APPROVAL_CURRENCY_UNKNOWN' });
});

it.each<[string, Partial<ConfiguredRule>, Partial<ApprovalCase>, Actor, string[]]>([
  ['the role', {}, {}, actor('m', 'manager'), []],
  ['another role', {}, {}, actor('c', 'cashier'), ['APPROVAL_REQUIRED']],
  ['the user', { approver: { ...NOBODY, type: 'user', user_id: 'm' } }, {}, actor('m', 'x'), []],
  [
    'the permission',
    { approver: { ...NOBODY, type: 'permission', permission: 'purchasing:approve' } },
    {},
    actor('m', 'x', ['purchasing:approve']),
    [],
  ],
  ['the author', {}, {}, actor('author', 'manager'), ['FOUR_EYES']],
  ['the author, where that is allowed', { four_eyes: false }, {}, actor('author', 'manager'), []],
  [
    'who approved a lower level',
    { level: 2 },
    { approvals: [{ transition_id: 't', level: 1, approver_id: 'm' }] },
    actor('m', 'manager'),
    ['FOUR_EYES'],
  ],
  [
    'a stand-in in time',
    { escalate_to: { ...NOBODY, role: 'boss' } },
    {},
    actor('b', 'boss'),
    ['APPROVAL_REQUIRED'],
  ],
  [
    'a stand-in when overdue',
    { escalate_to: { ...NOBODY, role: 'boss' } },
    { escalated: new Set(['r']) },
    actor('b', 'boss'),
    [],
  ],
  ['an author of another role', {}, {}, actor('author', 'cashier'), ['APPROVAL_REQUIRED', 'FOUR_EYES']],
])('%s', (_, fields, situation, who, codes) => {
  const own = rule('r', 1, fields);
  expect(approverFaults(about([own], 5, situation), own, who).map(({ code }) => code)).toEqual(codes);
});

it('finds two approvers for one amount, and a level left out', () => {
  const codes = (rules: ConfiguredRule[]): string[] => approvalRuleFaults(rules).map(({ code }) => code);
  const low = rule('low', 1, { max_amount: amount(1000) });
  expect(codes([low, rule('high', 1, { min_amount: amount(1000) })])).toEqual([]);
  expect(codes([low, rule('high', 1, { min_amount: amount(999) })])).toEqual(['BANDS_OVERLAP']);
  expect(codes([low, rule('all', 1)])).toEqual(['BANDS_OVERLAP']);
  expect(codes([rule('eur', 1, { currency: 'EUR' }), rule('usd', 1, { currency: 'USD' })])).toEqual([]);
  expect(codes([rule('eur', 1, { currency: 'EUR' }), rule('any', 1)])).toEqual(['BANDS_OVERLAP']);
  expect(codes([low, rule('third', 3)])).toEqual(['LEVEL_MISSING']);
  expect(codes([low, rule('off', 1, { is_active: false })])).toEqual([]);
});

it('has at most one rule of a level for any amount, as long as no bands overlap', () => {
  const bound = fc.option(fc.integer({ min: 1, max: 50 }), { nil: null });
  const band = fc.tuple(bound, bound).filter(([min, max]) => min === null || max === null || min < max);
  fc.assert(
    fc.property(fc.array(band, { maxLength: 5 }), fc.integer({ min: 0, max: 60 }), (bands, total) => {
      const rules = bands.map(([min, max], index) =>
        rule(String(index), 1, { min_amount: amount(min), max_amount: amount(max) }),
      );
      const several = applicableRules(about(rules, total)).length > 1;
      expect(several && approvalRuleFaults(rules).length === 0).toBe(false);
    }),
  );
});
