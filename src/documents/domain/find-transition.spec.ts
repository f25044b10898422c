import { findTransition, type Wish } from './find-transition.js';
import type { ConfiguredStatus, WorkflowConfiguration } from './workflow-configuration.js';
import type { StatusMeaning } from '../workflow/document-header.js';

function status(
  code: string,
  name: string,
  meaning: StatusMeaning,
  fields: Partial<ConfiguredStatus> = {},
): ConfiguredStatus {
  const no = {
    is_initial: false,
    is_final: false,
    is_cancellation: false,
    posts_stock: false,
    reverses_stock: false,
  };
  const nothing = {
    allows_correction: false,
    allows_editing: false,
    allows_deletion: false,
    issues_number: false,
  };
  return { id: code, code, name, meaning, sort_order: 0, is_active: true, ...no, ...nothing, ...fields };
}

const STATUSES = [
  status('chernova', 'Чернова', 'draft'),
  status('pratena', 'Изпратена', 'sent'),
  status('chast', 'Частично', 'partial'),
  status('gotova', 'Готова', 'completed'),
  status('stara', 'Стара', 'closed', { is_active: false }),
  status('kraj', 'Край', 'cancelled', { is_final: true }),
];

const WAYS: [from: string, to: string, action: string, isAutomatic?: boolean][] = [
  ['chernova', 'pratena', 'send'],
  ['chernova', 'stara', 'close'],
  ['pratena', 'chast', 'receive', true],
  ['pratena', 'gotova', 'receive', true],
  ['chernova', 'kraj', 'cancel'],
];

const CONFIGURATION: WorkflowConfiguration = {
  code: 'order',
  name: 'Order',
  is_active: true,
  is_fiscal: false,
  affects_stock: false,
  required_meanings: [],
  statuses: STATUSES,
  transitions: WAYS.map(([from_status_id, to_status_id, action, is_automatic = false], index) => ({
    id: String(index),
    from_status_id,
    to_status_id,
    action,
    is_automatic,
    requires_comment: false,
    permission: null,
    sort_order: index,
  })),
  rules: [],
};

function found(from: string, wish: Wish): string | undefined {
  const status = STATUSES.find(({ code }) => code === from)!;
  return findTransition(CONFIGURATION, status, wish)?.to.code;
}

it.each<[string, Wish, string | undefined]>([
  ['chernova', { action: 'send' }, 'pratena'],
  ['chernova', { to_status: 'PRATENA' }, 'pratena'],
  ['chernova', { to_status: 'изпратена' }, 'pratena'],
  ['chernova', { to_meaning: 'sent' }, 'pratena'],
  ['chernova', { to_status: 'pratena', action: 'send' }, 'pratena'],
  ['pratena', { to_meaning: 'completed', is_automatic: true }, 'gotova'],
  ['pratena', { to_status: 'pratena' }, undefined],
  ['pratena', { to_meaning: 'sent' }, undefined],
  ['kraj', { to_status: 'Край' }, undefined],
])('from %s by %j to %s', (from, wish, expected) => {
  expect(found(from, wish)).toBe(expected);
});

it.each<[string, Wish, string]>([
  ['chernova', { to_status: 'gotova' }, 'TRANSITION_NOT_ALLOWED'],
  ['chernova', { to_status: 'pratena', action: 'cancel' }, 'TRANSITION_NOT_ALLOWED'],
  ['pratena', { action: 'receive', to_status: 'chast' }, 'TRANSITION_NOT_ALLOWED'],
  ['chernova', { to_status: 'shipped' }, 'STATUS_NOT_CONFIGURED'],
  ['chernova', { to_status: 'stara' }, 'STATUS_NOT_CONFIGURED'],
  ['chernova', { action: 'close' }, 'TRANSITION_NOT_ALLOWED'],
  ['kraj', { action: 'send' }, 'FROM_FINAL_STATUS'],
  ['chernova', {}, 'ACTION_OR_STATUS_REQUIRED'],
])('refuses from %s by %j with %s', (from, wish, code) => {
  expect(() => found(from, wish)).toThrow(expect.objectContaining({ code }));
});
