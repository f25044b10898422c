/** An approver column group of `approval_rules r` as JSON; user and role come from joins called so. */
export function approverJson(columns: 'approver' | 'escalate_to', joins: string): string {
  return `json_build_object('type', r.${columns}_type, 'user_id', r.${columns}_user_id, 'username', ${joins}_user.username,
    'role', ${joins}_role.name, 'permission', r.${columns}_permission)`;
}

/** Everything of a rule that does not depend on its transition. */
export const RULE_COLUMNS = `
  r.id, r.transition_id, r.name, r.level, ${approverJson('approver', 'own')} AS approver,
  r.min_amount::text, r.max_amount::text, r.currency, r.requires_reason, r.four_eyes, r.escalate_after_hours,
  CASE WHEN r.escalate_to_type IS NOT NULL THEN ${approverJson('escalate_to', 'next')} END AS escalate_to, r.is_active`;

export const RULE_JOINS = `
  LEFT JOIN users own_user ON own_user.id = r.approver_user_id
  LEFT JOIN roles own_role ON own_role.id = r.approver_role_id
  LEFT JOIN users next_user ON next_user.id = r.escalate_to_user_id
  LEFT JOIN roles next_role ON next_role.id = r.escalate_to_role_id`;
