import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Seeded {
  name: string;
  prefix: string;
  affects_stock: boolean;
  /** What code asks for, so that configuration may rename it, but not lose it. */
  required_meanings: string[];
  /** `code name meaning flags…` a line; blanks in a name are written as `_`. */
  statuses: string;
  /** `from|from → action → to|to` a line; `*action` is for code alone, `action!` wants a comment, `action@x` a permission. */
  ways: string;
}

const SEEDED: Record<string, Seeded> = {
  purchase_request: {
    name: 'Purchase request',
    prefix: 'REQ-',
    affects_stock: false,
    required_meanings: ['draft', 'approved', 'partial', 'converted'],
    statuses: `
      draft Draft draft initial edit delete
      submitted Submitted submitted
      approved Approved approved
      partially_converted Partially_converted partial
      converted Converted converted final
      rejected Rejected rejected
      cancelled Cancelled cancelled final cancellation`,
    ways: `
      draft → submit → submitted
      submitted → approve@purchasing:approve → approved
      submitted → reject!@purchasing:approve → rejected
      submitted|rejected → return → draft
      approved → *convert → partially_converted|converted
      partially_converted → *convert → converted
      draft|submitted|approved → cancel! → cancelled`,
  },
  purchase_order: {
    name: 'Purchase order',
    prefix: 'PO-',
    affects_stock: false,
    required_meanings: ['draft', 'in_progress', 'partial', 'completed', 'closed'],
    statuses: `
      pending Pending draft initial edit delete
      submitted Submitted submitted
      approved Approved approved
      rejected Rejected rejected
      sent Sent sent
      confirmed Confirmed confirmed
      shipped Shipped in_progress
      partially_delivered Partially_delivered partial
      delivered Delivered completed
      closed Closed closed final
      cancelled Cancelled cancelled final cancellation`,
    ways: `
      pending → submit → submitted
      submitted → approve@purchasing:approve → approved
      submitted → reject!@purchasing:approve → rejected
      submitted|rejected → return → pending
      pending|approved → send → sent
      sent → confirm → confirmed
      pending|approved|sent|confirmed → ship → shipped
      pending|approved|sent|confirmed|shipped → *receive → partially_delivered|delivered
      partially_delivered → *receive → delivered
      delivered → *reopen → partially_delivered
      delivered|partially_delivered → *reopen → pending|approved|sent|confirmed|shipped
      sent|confirmed|shipped|partially_delivered → close! → closed
      pending|submitted|approved|rejected|sent|confirmed|shipped|partially_delivered → cancel! → cancelled`,
  },
  delivery_receipt: {
    name: 'Delivery receipt',
    prefix: 'DEL-',
    affects_stock: true,
    required_meanings: ['draft', 'completed', 'cancelled'],
    statuses: `
      draft Draft draft initial edit delete
      completed Completed completed posts correction
      cancelled Cancelled cancelled cancellation reverses edit`,
    ways: `
      draft|cancelled → complete → completed
      completed → cancel! → cancelled
      draft → cancel → cancelled`,
  },
  supplier_return: {
    name: 'Supplier return',
    prefix: 'RET-',
    affects_stock: true,
    required_meanings: ['draft', 'completed', 'cancelled'],
    statuses: `
      draft Draft draft initial edit delete
      completed Completed completed posts
      cancelled Cancelled cancelled final cancellation reverses`,
    ways: `
      draft → complete → completed
      draft|completed → cancel → cancelled`,
  },
  stock_transfer: {
    name: 'Stock transfer',
    prefix: 'TR-',
    affects_stock: true,
    required_meanings: ['draft', 'in_progress', 'partial', 'completed', 'cancelled'],
    statuses: `
      draft Draft draft initial edit delete
      in_transit In_transit in_progress posts
      partially_received Partially_received partial
      received Received completed final
      cancelled Cancelled cancelled final cancellation reverses`,
    ways: `
      draft → ship → in_transit
      in_transit → *receive → partially_received|received
      partially_received → *receive → received
      draft|in_transit → cancel → cancelled`,
  },
  stock_count: {
    name: 'Stock count',
    prefix: 'CNT-',
    affects_stock: true,
    required_meanings: ['in_progress', 'completed'],
    statuses: `
      open Counting in_progress initial edit
      reviewed Reviewed submitted
      posted Posted completed posts final
      cancelled Cancelled cancelled final cancellation`,
    ways: `
      open → review → reviewed
      reviewed → return@inventory:write → open
      reviewed → post@inventory:write → posted
      open|reviewed → cancel@inventory:write → cancelled`,
  },
  stock_adjustment: {
    name: 'Stock adjustment',
    prefix: 'ADJ-',
    affects_stock: true,
    required_meanings: ['draft', 'completed'],
    statuses: `
      draft Draft draft initial edit delete
      submitted Submitted submitted
      approved Approved approved
      posted Posted completed posts
      cancelled Cancelled cancelled final cancellation reverses`,
    ways: `
      draft → submit → submitted
      submitted → approve → approved
      submitted → return → draft
      draft|approved → post → posted
      posted → cancel! → cancelled
      draft|submitted|approved → cancel → cancelled`,
  },
};

function linesOf(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim());
}

function statusesOf(text: string): { code: string; name: string; meaning: string; flags: string }[] {
  return linesOf(text).map((line) => {
    const [code, name, meaning, ...flags] = line.split(' ');
    return { code: code!, name: name!.replaceAll('_', ' '), meaning: meaning!, flags: flags.join(' ') };
  });
}

function waysOf(text: string): {
  from: string;
  to: string;
  action: string;
  is_automatic: boolean;
  requires_comment: boolean;
  permission: string | null;
}[] {
  return linesOf(text).flatMap((line) => {
    const [sources, word, targets] = line.split(' → ');
    const [, automatic, action, comment, permission] = /^(\*?)([a-z]+)(!?)(?:@(.+))?$/.exec(word!)!;
    return sources!.split('|').flatMap((from) =>
      targets!.split('|').map((to) => ({
        from,
        to,
        action: action!,
        is_automatic: automatic === '*',
        requires_comment: comment === '!',
        permission: permission ?? null,
      })),
    );
  });
}

const MUTABLE = `
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

const MEANINGS = `'draft', 'submitted', 'approved', 'rejected', 'sent', 'confirmed', 'in_progress', 'partial',
  'completed', 'converted', 'closed', 'cancelled'`;

const CONFIGURATION = [
  `CREATE TABLE document_types (
    code character varying(40) NOT NULL,
    name character varying(100) NOT NULL,
    description character varying(500),
    affects_stock boolean NOT NULL,
    is_fiscal boolean NOT NULL DEFAULT false,
    is_active boolean NOT NULL DEFAULT true,
    required_meanings text[] NOT NULL DEFAULT '{}',
    sort_order integer NOT NULL DEFAULT 0,
    ${MUTABLE},
    CONSTRAINT pk_document_types PRIMARY KEY (code)
  )`,
  `CREATE TABLE document_statuses (
    id uuid NOT NULL,
    type_code character varying(40) NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(100) NOT NULL,
    meaning character varying(20) NOT NULL,
    sort_order integer NOT NULL DEFAULT 0,
    is_active boolean NOT NULL DEFAULT true,
    is_initial boolean NOT NULL DEFAULT false,
    is_final boolean NOT NULL DEFAULT false,
    is_cancellation boolean NOT NULL DEFAULT false,
    posts_stock boolean NOT NULL DEFAULT false,
    reverses_stock boolean NOT NULL DEFAULT false,
    allows_correction boolean NOT NULL DEFAULT false,
    allows_editing boolean NOT NULL DEFAULT false,
    allows_deletion boolean NOT NULL DEFAULT false,
    issues_number boolean NOT NULL DEFAULT false,
    CONSTRAINT pk_document_statuses PRIMARY KEY (id),
    CONSTRAINT uq_document_statuses_type_id UNIQUE (type_code, id),
    CONSTRAINT fk_document_statuses_type FOREIGN KEY (type_code) REFERENCES document_types (code) ON DELETE CASCADE,
    CONSTRAINT ck_document_statuses_meaning CHECK (meaning IN (${MEANINGS})),
    CONSTRAINT ck_document_statuses_stock CHECK (NOT (posts_stock AND reverses_stock)),
    CONSTRAINT ck_document_statuses_final CHECK (NOT (is_final AND allows_editing)),
    CONSTRAINT ck_document_statuses_initial CHECK (
      NOT is_initial OR (allows_editing AND NOT is_cancellation AND NOT reverses_stock AND NOT allows_correction)),
    CONSTRAINT ck_document_statuses_cancellation CHECK (NOT (is_cancellation AND posts_stock))
  )`,
  `CREATE UNIQUE INDEX uq_document_statuses_code ON document_statuses (type_code, lower(code))`,
  `CREATE UNIQUE INDEX uq_document_statuses_name ON document_statuses (type_code, lower(name))`,
  `CREATE UNIQUE INDEX uq_document_statuses_initial ON document_statuses (type_code) WHERE is_initial`,
  `CREATE UNIQUE INDEX uq_document_statuses_cancellation ON document_statuses (type_code) WHERE is_cancellation`,
  `CREATE TABLE document_transitions (
    id uuid NOT NULL,
    type_code character varying(40) NOT NULL,
    from_status_id uuid NOT NULL,
    to_status_id uuid NOT NULL,
    action character varying(40) NOT NULL,
    is_automatic boolean NOT NULL DEFAULT false,
    requires_comment boolean NOT NULL DEFAULT false,
    permission character varying(60),
    sort_order integer NOT NULL DEFAULT 0,
    CONSTRAINT pk_document_transitions PRIMARY KEY (id),
    CONSTRAINT uq_document_transitions_way UNIQUE (from_status_id, to_status_id),
    CONSTRAINT fk_document_transitions_type FOREIGN KEY (type_code) REFERENCES document_types (code) ON DELETE CASCADE,
    CONSTRAINT fk_document_transitions_from FOREIGN KEY (type_code, from_status_id)
      REFERENCES document_statuses (type_code, id) ON DELETE CASCADE,
    CONSTRAINT fk_document_transitions_to FOREIGN KEY (type_code, to_status_id)
      REFERENCES document_statuses (type_code, id) ON DELETE CASCADE,
    CONSTRAINT ck_document_transitions_way CHECK (from_status_id <> to_status_id)
  )`,
  `CREATE INDEX ix_document_transitions_type ON document_transitions (type_code)`,
  `CREATE INDEX ix_document_transitions_to ON document_transitions (to_status_id)`,
  `CREATE TABLE approval_rules (
    id uuid NOT NULL,
    transition_id uuid NOT NULL,
    name character varying(100) NOT NULL,
    level smallint NOT NULL,
    approver_type character varying(10) NOT NULL,
    approver_user_id uuid,
    approver_role_id uuid,
    approver_permission character varying(60),
    min_amount numeric(19,4),
    max_amount numeric(19,4),
    currency character(3),
    requires_reason boolean NOT NULL DEFAULT false,
    four_eyes boolean NOT NULL DEFAULT true,
    escalate_after_hours integer,
    escalate_to_type character varying(10),
    escalate_to_user_id uuid,
    escalate_to_role_id uuid,
    escalate_to_permission character varying(60),
    is_active boolean NOT NULL DEFAULT true,
    ${MUTABLE},
    CONSTRAINT pk_approval_rules PRIMARY KEY (id),
    CONSTRAINT fk_approval_rules_transition FOREIGN KEY (transition_id) REFERENCES document_transitions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_rules_approver_user FOREIGN KEY (approver_user_id) REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_rules_approver_role FOREIGN KEY (approver_role_id) REFERENCES roles (id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_rules_escalate_to_user FOREIGN KEY (escalate_to_user_id) REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_rules_escalate_to_role FOREIGN KEY (escalate_to_role_id) REFERENCES roles (id) ON DELETE RESTRICT,
    CONSTRAINT ck_approval_rules_level CHECK (level BETWEEN 1 AND 9),
    CONSTRAINT ck_approval_rules_band CHECK (min_amount >= 0 AND max_amount > coalesce(min_amount, 0)),
    CONSTRAINT ck_approval_rules_approver CHECK (
      num_nonnulls(approver_user_id, approver_role_id, approver_permission) = 1
      AND CASE approver_type WHEN 'user' THEN approver_user_id IS NOT NULL WHEN 'role' THEN approver_role_id IS NOT NULL
          WHEN 'permission' THEN approver_permission IS NOT NULL ELSE false END),
    CONSTRAINT ck_approval_rules_escalation CHECK (
      CASE WHEN escalate_after_hours IS NULL
        THEN num_nonnulls(escalate_to_type, escalate_to_user_id, escalate_to_role_id, escalate_to_permission) = 0
        ELSE escalate_after_hours > 0 AND num_nonnulls(escalate_to_user_id, escalate_to_role_id, escalate_to_permission) = 1
          AND CASE escalate_to_type WHEN 'user' THEN escalate_to_user_id IS NOT NULL
              WHEN 'role' THEN escalate_to_role_id IS NOT NULL
              WHEN 'permission' THEN escalate_to_permission IS NOT NULL ELSE false END
      END)
  )`,
  `CREATE INDEX ix_approval_rules_transition ON approval_rules (transition_id)`,
  `CREATE INDEX ix_approval_rules_approver_user ON approval_rules (approver_user_id) WHERE approver_user_id IS NOT NULL`,
  `CREATE INDEX ix_approval_rules_approver_role ON approval_rules (approver_role_id) WHERE approver_role_id IS NOT NULL`,
  `CREATE INDEX ix_approval_rules_escalate_to_user ON approval_rules (escalate_to_user_id) WHERE escalate_to_user_id IS NOT NULL`,
  `CREATE INDEX ix_approval_rules_escalate_to_role ON approval_rules (escalate_to_role_id) WHERE escalate_to_role_id IS NOT NULL`,
];

const SERIES = [
  `ALTER TABLE number_series
    ADD type_code character varying(40),
    ADD location_id uuid,
    ADD user_id uuid,
    ADD is_fiscal boolean NOT NULL DEFAULT false,
    ADD reset_yearly boolean NOT NULL DEFAULT false,
    ADD year smallint,
    ADD is_active boolean NOT NULL DEFAULT true`,
  `ALTER TABLE number_series
    ADD CONSTRAINT fk_number_series_type FOREIGN KEY (type_code) REFERENCES document_types (code) ON DELETE RESTRICT,
    ADD CONSTRAINT fk_number_series_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
    ADD CONSTRAINT fk_number_series_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT,
    ADD CONSTRAINT ck_number_series_scope CHECK (type_code IS NOT NULL OR num_nonnulls(location_id, user_id) = 0)`,
  `CREATE UNIQUE INDEX uq_number_series_scope ON number_series (type_code, location_id, user_id) NULLS NOT DISTINCT
    WHERE type_code IS NOT NULL`,
  `CREATE INDEX ix_number_series_location ON number_series (location_id) WHERE location_id IS NOT NULL`,
  `CREATE INDEX ix_number_series_user ON number_series (user_id) WHERE user_id IS NOT NULL`,
];

const DOCUMENTS = [
  `CREATE TABLE documents (
    id uuid NOT NULL,
    type character varying(40) NOT NULL,
    number character varying(80),
    number_series_id uuid,
    number_sequence bigint,
    number_year smallint,
    status_id uuid NOT NULL,
    status_since timestamptz NOT NULL,
    location_id uuid,
    partner_id uuid,
    currency character(3) NOT NULL,
    total_amount numeric(19,4) NOT NULL DEFAULT 0,
    external_reference character varying(100),
    notes character varying(2000),
    source_document_id uuid,
    occurred_at timestamptz NOT NULL,
    business_date date NOT NULL,
    is_dated boolean NOT NULL DEFAULT false,
    time_zone character varying(64) NOT NULL,
    is_posted boolean NOT NULL DEFAULT false,
    posting_generation integer NOT NULL DEFAULT 0,
    created_by uuid NOT NULL,
    ${MUTABLE},
    CONSTRAINT pk_documents PRIMARY KEY (id),
    CONSTRAINT uq_documents_number UNIQUE (type, number),
    CONSTRAINT fk_documents_status FOREIGN KEY (type, status_id) REFERENCES document_statuses (type_code, id) ON DELETE RESTRICT,
    CONSTRAINT fk_documents_number_series FOREIGN KEY (number_series_id) REFERENCES number_series (id) ON DELETE RESTRICT,
    CONSTRAINT fk_documents_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
    CONSTRAINT fk_documents_source FOREIGN KEY (source_document_id) REFERENCES documents (id) ON DELETE SET NULL,
    CONSTRAINT fk_documents_created_by FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT ck_documents_number CHECK (num_nonnulls(number, number_series_id, number_sequence) IN (0, 3)),
    CONSTRAINT ck_documents_posted CHECK (posting_generation >= 0 AND (NOT is_posted OR posting_generation > 0))
  )`,
  `CREATE INDEX ix_documents_status ON documents (status_id, id)`,
  `CREATE INDEX ix_documents_type ON documents (type, id)`,
  `CREATE INDEX ix_documents_number_series ON documents (number_series_id, number_year, number_sequence)`,
  `CREATE INDEX ix_documents_location ON documents (location_id, id)`,
  `CREATE INDEX ix_documents_partner ON documents (partner_id, id) WHERE partner_id IS NOT NULL`,
  `CREATE INDEX ix_documents_source ON documents (source_document_id) WHERE source_document_id IS NOT NULL`,
  `CREATE INDEX ix_documents_created_by ON documents (created_by)`,
  `CREATE TABLE document_approvals (
    id uuid NOT NULL,
    document_id uuid NOT NULL,
    transition_id uuid,
    rule_id uuid,
    level smallint NOT NULL,
    approver_id uuid NOT NULL,
    comment character varying(1000),
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    outcome character varying(10),
    CONSTRAINT pk_document_approvals PRIMARY KEY (id),
    CONSTRAINT fk_document_approvals_document FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_document_approvals_transition FOREIGN KEY (transition_id) REFERENCES document_transitions (id) ON DELETE SET NULL,
    CONSTRAINT fk_document_approvals_rule FOREIGN KEY (rule_id) REFERENCES approval_rules (id) ON DELETE SET NULL,
    CONSTRAINT fk_document_approvals_approver FOREIGN KEY (approver_id) REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT ck_document_approvals_outcome CHECK (
      outcome IN ('used', 'voided') AND ended_at IS NOT NULL OR outcome IS NULL AND ended_at IS NULL)
  )`,
  `CREATE UNIQUE INDEX uq_document_approvals_standing ON document_approvals (document_id, transition_id, level)
    WHERE ended_at IS NULL`,
  `CREATE INDEX ix_document_approvals_document ON document_approvals (document_id)`,
  `CREATE INDEX ix_document_approvals_transition ON document_approvals (transition_id)`,
  `CREATE INDEX ix_document_approvals_rule ON document_approvals (rule_id)`,
  `CREATE INDEX ix_document_approvals_approver ON document_approvals (approver_id)`,
  // No foreign keys: an entry outlives the document, status and rule that it names.
  `CREATE TABLE document_log (
    id uuid NOT NULL,
    document_id uuid NOT NULL,
    sequence integer NOT NULL,
    type character varying(40) NOT NULL,
    action character varying(40) NOT NULL,
    from_status_id uuid,
    from_status character varying(40),
    to_status_id uuid NOT NULL,
    to_status character varying(40) NOT NULL,
    comment character varying(1000),
    rule_id uuid,
    rule_name character varying(100),
    level smallint,
    generation integer,
    actor_id uuid,
    actor_username character varying(100),
    request_id character varying(100),
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_document_log PRIMARY KEY (id),
    CONSTRAINT uq_document_log_sequence UNIQUE (document_id, sequence)
  )`,
  `CREATE TABLE document_postings (
    document_id uuid NOT NULL,
    generation integer NOT NULL,
    kind character varying(10) NOT NULL,
    actor_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_document_postings PRIMARY KEY (document_id, generation, kind),
    CONSTRAINT fk_document_postings_document FOREIGN KEY (document_id) REFERENCES documents (id) ON DELETE RESTRICT,
    CONSTRAINT ck_document_postings_kind CHECK (kind IN ('post', 'reverse')),
    CONSTRAINT ck_document_postings_generation CHECK (generation > 0)
  )`,
];

const APPEND_ONLY = ['document_log', 'document_postings'];

const VIEWS = {
  document_headers: `
    SELECT d.id, d.type, d.number, d.status_id, s.code AS status, s.name AS status_name, s.meaning AS status_meaning,
      s.is_initial, s.is_final, s.is_cancellation, s.posts_stock, s.reverses_stock, s.allows_correction,
      s.allows_editing, s.allows_deletion, s.issues_number, d.status_since, d.location_id, d.partner_id, d.currency,
      d.total_amount, d.external_reference, d.notes, d.source_document_id, d.occurred_at, d.business_date, d.is_dated,
      d.time_zone, d.is_posted, d.posting_generation, d.created_by, d.version, d.created_at, d.updated_at
    FROM documents d JOIN document_statuses s ON s.id = d.status_id`,
  // The lowest level that is missing of each way on, and since when. Drafts wait for nobody until somebody approved.
  document_approvals_due: `
    SELECT DISTINCT ON (d.id, t.id) d.id AS document_id, d.type, t.id AS transition_id, t.action, r.id AS rule_id,
      r.level, coalesce(below.approved_at, d.status_since) AS waiting_since,
      EXISTS (SELECT 1 FROM document_log l WHERE l.document_id = d.id AND l.action = 'escalated' AND l.rule_id = r.id
        AND l.created_at >= coalesce(below.approved_at, d.status_since)) AS is_escalated
    FROM documents d
    JOIN document_statuses s ON s.id = d.status_id
    JOIN document_transitions t ON t.from_status_id = d.status_id AND NOT t.is_automatic
    JOIN approval_rules r ON r.transition_id = t.id AND r.is_active
      AND (r.currency IS NULL OR r.currency = d.currency)
      AND (r.min_amount IS NULL OR d.total_amount > r.min_amount)
      AND (r.max_amount IS NULL OR d.total_amount <= r.max_amount)
    LEFT JOIN LATERAL (
      SELECT max(a.created_at) AS approved_at, max(a.level) AS level FROM document_approvals a
      WHERE a.document_id = d.id AND a.transition_id = t.id AND a.ended_at IS NULL) below ON true
    WHERE NOT s.is_final AND (NOT s.is_initial OR below.level IS NOT NULL) AND r.level > coalesce(below.level, 0)
    ORDER BY d.id, t.id, r.level`,
};

const TAKE_APPROVALS = `
  UPDATE roles SET permissions = permissions || '["purchasing:approve"]'
  WHERE id = '00000000-0000-7000-8000-000000000002' AND NOT permissions @> '["purchasing:approve"]'`;

const GIVE_BACK_APPROVALS = `
  UPDATE roles SET permissions = permissions - 'purchasing:approve'
  WHERE id = '00000000-0000-7000-8000-000000000002'`;

async function seed(queryRunner: QueryRunner, code: string, order: number): Promise<void> {
  const type = SEEDED[code]!;
  const statuses = statusesOf(type.statuses);
  const ways = waysOf(type.ways);
  await queryRunner.query(
    `INSERT INTO document_types (code, name, affects_stock, required_meanings, sort_order) VALUES ($1, $2, $3, $4, $5)`,
    [code, type.name, type.affects_stock, type.required_meanings, order],
  );
  await queryRunner.query(
    `INSERT INTO document_statuses (id, type_code, code, name, meaning, sort_order, is_initial, is_final, is_cancellation,
       posts_stock, reverses_stock, allows_correction, allows_editing, allows_deletion, issues_number)
     SELECT uuidv7(), $1, s.code, s.name, s.meaning, s.place, 'initial' = ANY(s.flags), 'final' = ANY(s.flags),
       'cancellation' = ANY(s.flags), 'posts' = ANY(s.flags), 'reverses' = ANY(s.flags), 'correction' = ANY(s.flags),
       'edit' = ANY(s.flags), 'delete' = ANY(s.flags), 'initial' = ANY(s.flags)
     FROM (SELECT code, name, meaning, string_to_array(flags, ' ') AS flags, place
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS s(code, name, meaning, flags, place)) s`,
    [code, ...(['code', 'name', 'meaning', 'flags'] as const).map((field) => statuses.map((s) => s[field]))],
  );
  await queryRunner.query(
    `INSERT INTO document_transitions (id, type_code, from_status_id, to_status_id, action, is_automatic, requires_comment,
       permission, sort_order)
     SELECT uuidv7(), $1, f.id, g.id, t.action, t.is_automatic, t.requires_comment, t.permission, t.place
     FROM unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::boolean[], $7::text[])
       WITH ORDINALITY AS t(source, target, action, is_automatic, requires_comment, permission, place)
     JOIN document_statuses f ON f.type_code = $1 AND f.code = t.source
     JOIN document_statuses g ON g.type_code = $1 AND g.code = t.target`,
    [
      code,
      ...(['from', 'to', 'action', 'is_automatic', 'requires_comment', 'permission'] as const).map((field) =>
        ways.map((t) => t[field]),
      ),
    ],
  );
  await queryRunner.query(
    `INSERT INTO number_series (id, key, prefix, digits, type_code) VALUES (uuidv7(), $1, $2, 6, $1)`,
    [code, type.prefix],
  );
}

/** Documents as configuration: types, statuses, ways between them, approvals, numbers; and what happened to each. */
export class DeepenDocuments1795400000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...CONFIGURATION, ...SERIES, ...DOCUMENTS]) await queryRunner.query(statement);
    for (const table of APPEND_ONLY) {
      await queryRunner.query(`
        CREATE TRIGGER tr_${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
      await queryRunner.query(`
        CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    for (const [name, body] of Object.entries(VIEWS)) {
      await queryRunner.query(`CREATE VIEW ${name} AS ${body}`);
    }
    for (const [index, code] of Object.keys(SEEDED).entries()) await seed(queryRunner, code, index + 1);
    await queryRunner.query(TAKE_APPROVALS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(GIVE_BACK_APPROVALS);
    for (const name of Object.keys(VIEWS)) await queryRunner.query(`DROP VIEW ${name}`);
    await queryRunner.query(`DROP TABLE document_postings, document_log, document_approvals, documents`);
    // Series of documents go with them; those of receipts stay.
    await queryRunner.query(`DELETE FROM number_series WHERE type_code IS NOT NULL`);
    await queryRunner.query(`
      ALTER TABLE number_series DROP type_code, DROP location_id, DROP user_id, DROP is_fiscal, DROP reset_yearly,
        DROP year, DROP is_active`);
    await queryRunner.query(
      `DROP TABLE approval_rules, document_transitions, document_statuses, document_types`,
    );
  }
}
