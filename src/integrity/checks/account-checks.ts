import type { Check } from './check.js';

/** What customers owe, recomputed from the append-only entries and held against the payments and the journal. */
export const ACCOUNT_CHECKS: readonly Check[] = [
  {
    name: 'customer_accounts',
    promise: 'What a customer owes is the sum of the entries of their account.',
    sql: `
      SELECT json_build_object('customer_id', customer_id) AS subject, coalesce(e.amount, 0) AS expected, a.balance AS found
      FROM customer_accounts a
      FULL JOIN (SELECT customer_id, sum(amount) AS amount FROM account_entries GROUP BY customer_id) e
        USING (customer_id)
      WHERE a.balance IS DISTINCT FROM coalesce(e.amount, 0)`,
  },
  {
    name: 'account_currencies',
    promise: 'The entries of an account are in its currency, and so are the payments put on it.',
    sql: `
      SELECT json_build_object('customer_id', e.customer_id, 'entry_id', e.id) AS subject, a.currency AS expected,
        json_build_object('entry', e.currency, 'payment', p.currency) AS found
      FROM account_entries e
      JOIN customer_accounts a USING (customer_id)
      LEFT JOIN payments p ON p.id = e.payment_id
      WHERE e.currency <> a.currency OR p.currency <> a.currency`,
  },
  {
    name: 'payments_on_account',
    promise: 'A payment on account is owed as long as it is held: its charge less what went back on it.',
    sql: `
      SELECT json_build_object('payment_id', coalesce(p.id, e.payment_id), 'sale_id', p.sale_id) AS subject,
        CASE WHEN p.status IN ('pending', 'failed') THEN 0 ELSE p.amount - p.refunded_amount END AS expected,
        coalesce(e.amount, 0) AS found
      FROM (SELECT * FROM payments WHERE payment_method = 'on_account') p
      FULL JOIN (
        SELECT payment_id, sum(amount) AS amount FROM account_entries WHERE kind IN ('charge', 'refund', 'void')
        GROUP BY payment_id
      ) e ON e.payment_id = p.id
      WHERE coalesce(e.amount, 0) IS DISTINCT FROM
        CASE WHEN p.status IN ('pending', 'failed') THEN 0 ELSE p.amount - p.refunded_amount END`,
  },
  {
    name: 'account_journal',
    promise:
      'Every movement of money that concerns an account stands in it once: what is put on account adds to the debt, money received takes it off, and what is paid out for goods bought on account does neither.',
    sql: `
      SELECT json_build_object('journal_id', coalesce(j.id, e.journal_id), 'kind', j.kind) AS subject,
        j.amount AS expected, e.amount AS found
      FROM (
        SELECT m.id, m.kind, CASE
          WHEN m.payment_method = 'on_account' THEN m.amount
          WHEN m.kind = 'account_payment' OR reversed.kind = 'account_payment' THEN -m.amount
          ELSE 0 END AS amount
        FROM money_journal m
        LEFT JOIN money_journal reversed ON m.kind = 'reversal' AND reversed.id = m.reverses_id
        LEFT JOIN payments p ON p.id = m.payment_id
        WHERE m.payment_method = 'on_account' OR p.payment_method = 'on_account' OR m.kind = 'account_payment'
          OR reversed.kind = 'account_payment'
      ) j
      FULL JOIN (
        SELECT journal_id, sum(amount) AS amount FROM account_entries WHERE journal_id IS NOT NULL GROUP BY journal_id
      ) e ON e.journal_id = j.id
      WHERE j.amount IS DISTINCT FROM e.amount`,
  },
  {
    name: 'account_settlements',
    promise: 'An entry that takes another back belongs to the same account and has the opposite sign.',
    sql: `
      SELECT json_build_object('entry_id', e.id, 'settles_id', s.id) AS subject,
        json_build_object('customer_id', s.customer_id, 'sign', -sign(s.amount)) AS expected,
        json_build_object('customer_id', e.customer_id, 'sign', sign(e.amount)) AS found
      FROM account_entries e JOIN account_entries s ON s.id = e.settles_id
      WHERE e.customer_id <> s.customer_id OR sign(e.amount) <> -sign(s.amount) OR s.settles_id IS NOT NULL`,
  },
];
