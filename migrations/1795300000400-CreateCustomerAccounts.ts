import type { MigrationInterface, QueryRunner } from 'typeorm';

const JOURNAL_AMOUNTS = `
  WHEN 'payment' THEN amount > 0
  WHEN 'refund' THEN amount < 0
  WHEN 'void' THEN amount < 0
  WHEN 'cash_in' THEN amount > 0
  WHEN 'cash_out' THEN amount < 0
  WHEN 'reversal' THEN amount <> 0`;

const RPT_MONEY = `
  SELECT e.id, coalesce(reversed.kind, e.kind)::text AS kind, e.payment_method::text AS payment_method, e.amount,
    e.currency::text AS currency, e.location_id, e.register_id, e.actor_id, e.employee_id, e.business_date,
    e.kind = 'refund' AND e.document_id IS NULL AND coalesce(e.created_at >= s.completed_at, false) AS is_allowance
  FROM money_journal e
    LEFT JOIN money_journal reversed ON e.kind = 'reversal' AND reversed.id = e.reverses_id
    LEFT JOIN sales s ON e.kind = 'refund' AND s.id = e.sale_id`;

// Whoever was merged into another customer has no account any more: it answers the other's. The row is locked until
// commit, so what is checked about it stays true. The target was changed under the lock that is waited for here,
// which is why it is followed after locking.
const ACCOUNT_LOCK = `
CREATE FUNCTION account_lock(wanted uuid, opening_currency text) RETURNS customer_accounts LANGUAGE plpgsql AS $f$
DECLARE
  account customer_accounts;
BEGIN
  LOOP
    SELECT * INTO account FROM customer_accounts WHERE customer_id = wanted FOR NO KEY UPDATE;
    IF account.customer_id IS NULL THEN
      INSERT INTO customer_accounts (customer_id, currency) VALUES (wanted, opening_currency)
      ON CONFLICT (customer_id) DO NOTHING;
    ELSIF account.moved_to_id IS NULL THEN
      RETURN account;
    ELSE
      wanted := account.moved_to_id;
    END IF;
  END LOOP;
END $f$`;

// Whose account a posting belongs to: the customer named or, for money that goes back, whom the payment was charged to.
const ACCOUNT_NAMED = `
CREATE FUNCTION account_named(posting account_posting) RETURNS uuid LANGUAGE sql STABLE AS $f$
  SELECT coalesce(posting.customer_id, (
    SELECT charge.customer_id FROM account_entries charge
    WHERE charge.payment_id = posting.payment_id AND charge.kind = 'charge' AND charge.amount > 0))
$f$`;

// Lock, check, entries and balance in one round trip. A refused account is left as it was; the caller gives up the
// transaction. What goes back on a payment settles its own charge first; a reversal undoes the payment it names.
const ACCOUNT_POST = `
CREATE FUNCTION account_post(postings jsonb, occasion account_occasion, lowest numeric, highest numeric)
RETURNS TABLE (customer_id uuid, currency text, balance_before numeric, balance numeric, refusal text)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  named uuid;
  account customer_accounts;
  change numeric;
BEGIN
  FOR named IN
    SELECT DISTINCT account_named(p) AS id FROM jsonb_populate_recordset(NULL::account_posting, postings) p ORDER BY id
  LOOP
    account := account_lock(named, occasion.currency);
    SELECT sum(p.amount) INTO change
    FROM jsonb_populate_recordset(NULL::account_posting, postings) p WHERE account_named(p) = named;

    customer_id := account.customer_id;
    currency := account.currency;
    balance_before := account.balance;
    balance := account.balance + change;
    refusal := CASE
      WHEN account.currency <> occasion.currency THEN 'currency'
      WHEN account.balance + change > highest THEN 'above'
      WHEN account.balance + change < lowest THEN 'below'
    END;
    IF refusal IS NULL THEN
      INSERT INTO account_entries (id, customer_id, kind, amount, currency, sale_id, payment_id, journal_id,
        document_id, settles_id, due_date, reference, reason, actor_id, employee_id, location_id, register_id,
        occurred_at, business_date)
      SELECT p.id, account.customer_id, p.kind, p.amount, account.currency, p.sale_id, p.payment_id, p.journal_id,
        p.document_id, p.settles_id,
        CASE WHEN p.amount > 0 AND p.settles_id IS NULL THEN coalesce(p.due_date, occasion.business_date) END,
        p.reference, p.reason, occasion.actor_id, occasion.employee_id, occasion.location_id, occasion.register_id,
        occasion.occurred_at, occasion.business_date
      FROM (
        SELECT each.*, CASE
          WHEN each.kind IN ('refund', 'void') THEN (
            SELECT item.id FROM account_entries item
            WHERE item.payment_id = each.payment_id AND item.customer_id = account.customer_id
              AND item.kind IN ('charge', 'transfer') AND item.amount > 0)
          WHEN each.reverses_journal_id IS NOT NULL THEN (
            SELECT taken.id FROM account_entries taken
            WHERE taken.journal_id = each.reverses_journal_id AND taken.kind = 'payment'
              AND taken.customer_id = account.customer_id)
        END AS settles_id
        FROM jsonb_populate_recordset(NULL::account_posting, postings) each WHERE account_named(each) = named
      ) p;
      UPDATE customer_accounts a SET balance = a.balance + change, updated_at = now()
      WHERE a.customer_id = account.customer_id;
    END IF;
    RETURN NEXT;
  END LOOP;
END $f$`;

/** What customers owe: an append-only ledger and its balances; payments on account in the money journal. */
export class CreateCustomerAccounts1795300000400 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await this.createAccounts(queryRunner);
    await this.createEntries(queryRunner);
    await this.createPosting(queryRunner);
    // What a customer brought back without its sale being known counts in their summary.
    await queryRunner.query(
      `CREATE INDEX ix_sale_returns_customer ON sale_returns (customer_id) WHERE customer_id IS NOT NULL`,
    );
    await this.changeJournal(queryRunner, {
      length: 20,
      amounts: `${JOURNAL_AMOUNTS} WHEN 'account_payment' THEN amount <> 0`,
    });
  }

  private async createAccounts(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE customer_accounts (
        customer_id uuid NOT NULL,
        currency character varying(3) NOT NULL,
        balance numeric(19,4) NOT NULL DEFAULT 0,
        moved_to_id uuid,
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_customer_accounts PRIMARY KEY (customer_id),
        CONSTRAINT fk_customer_accounts_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT,
        CONSTRAINT fk_customer_accounts_moved_to FOREIGN KEY (moved_to_id)
          REFERENCES customer_accounts (customer_id) ON DELETE RESTRICT,
        CONSTRAINT ck_customer_accounts_moved CHECK (moved_to_id IS NULL OR (moved_to_id <> customer_id AND balance = 0))
      )`);
    // None on the balance: every charge would have to move in it.
    await queryRunner.query(
      `CREATE INDEX ix_customer_accounts_moved_to ON customer_accounts (moved_to_id) WHERE moved_to_id IS NOT NULL`,
    );
  }

  // Payments and journal entries are written after the account is locked and charged: what an entry refers to is
  // checked at commit.
  private async createEntries(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE account_entries (
        id uuid NOT NULL,
        customer_id uuid NOT NULL,
        kind character varying(10) NOT NULL,
        amount numeric(19,4) NOT NULL,
        currency character varying(3) NOT NULL,
        sale_id uuid,
        payment_id uuid,
        journal_id uuid,
        document_id uuid,
        settles_id uuid,
        due_date date,
        reference character varying(100),
        reason character varying(500),
        actor_id uuid,
        employee_id uuid,
        location_id uuid,
        register_id uuid,
        occurred_at timestamptz NOT NULL,
        business_date date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_account_entries PRIMARY KEY (id),
        CONSTRAINT fk_account_entries_account FOREIGN KEY (customer_id)
          REFERENCES customer_accounts (customer_id) ON DELETE RESTRICT,
        CONSTRAINT fk_account_entries_payment FOREIGN KEY (payment_id) REFERENCES payments (id)
          ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_account_entries_journal FOREIGN KEY (journal_id) REFERENCES money_journal (id)
          ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_account_entries_settles FOREIGN KEY (settles_id) REFERENCES account_entries (id) ON DELETE RESTRICT,
        CONSTRAINT fk_account_entries_actor FOREIGN KEY (actor_id) REFERENCES users (id) ON DELETE RESTRICT,
        CONSTRAINT fk_account_entries_employee FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE RESTRICT,
        CONSTRAINT fk_account_entries_register FOREIGN KEY (register_id) REFERENCES registers (id) ON DELETE RESTRICT,
        CONSTRAINT ck_account_entries_amount CHECK (
          CASE kind
            WHEN 'charge' THEN amount > 0
            WHEN 'payment' THEN amount <> 0
            WHEN 'refund' THEN amount < 0
            WHEN 'void' THEN amount < 0
            WHEN 'transfer' THEN amount <> 0
            WHEN 'adjustment' THEN amount <> 0
            ELSE false
          END),
        CONSTRAINT ck_account_entries_links CHECK (
          CASE
            WHEN kind IN ('charge', 'refund', 'void')
              THEN sale_id IS NOT NULL AND payment_id IS NOT NULL AND journal_id IS NOT NULL AND actor_id IS NOT NULL
            WHEN kind = 'payment' THEN journal_id IS NOT NULL AND actor_id IS NOT NULL
            WHEN kind = 'adjustment' THEN journal_id IS NULL AND actor_id IS NOT NULL
            ELSE journal_id IS NULL
          END),
        CONSTRAINT ck_account_entries_due CHECK ((due_date IS NOT NULL) = (amount > 0 AND settles_id IS NULL))
      )`);
    const indexes = [
      // A statement reads along it, and sums what was before without visiting the table.
      `INDEX ix_account_entries_statement ON account_entries (customer_id, business_date, id) INCLUDE (amount)`,
      `INDEX ix_account_entries_debits ON account_entries (customer_id, due_date, id) WHERE due_date IS NOT NULL`,
      `INDEX ix_account_entries_settles_id ON account_entries (settles_id) INCLUDE (amount) WHERE settles_id IS NOT NULL`,
      `UNIQUE INDEX uq_account_entries_item ON account_entries (payment_id, customer_id)
         WHERE kind IN ('charge', 'transfer') AND amount > 0`,
      `UNIQUE INDEX uq_account_entries_journal ON account_entries (journal_id, kind) WHERE journal_id IS NOT NULL`,
    ];
    for (const index of indexes) await queryRunner.query(`CREATE ${index}`);
    await queryRunner.query(`
      CREATE TRIGGER tr_account_entries_append_only BEFORE UPDATE OR DELETE ON account_entries
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await queryRunner.query(`
      CREATE TRIGGER tr_account_entries_no_truncate BEFORE TRUNCATE ON account_entries
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  private async createPosting(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TYPE account_occasion AS (
        currency text, actor_id uuid, employee_id uuid, location_id uuid, register_id uuid,
        occurred_at timestamptz, business_date date)`);
    await queryRunner.query(`
      CREATE TYPE account_posting AS (
        id uuid, customer_id uuid, kind text, amount numeric, sale_id uuid, payment_id uuid, journal_id uuid,
        document_id uuid, due_date date, reverses_journal_id uuid, reference text, reason text)`);
    await queryRunner.query(ACCOUNT_LOCK);
    await queryRunner.query(ACCOUNT_NAMED);
    await queryRunner.query(ACCOUNT_POST);
  }

  /** The view over it has to make way for a wider column; it comes back as it was. */
  private async changeJournal(
    queryRunner: QueryRunner,
    { length, amounts }: { length: number; amounts: string },
  ): Promise<void> {
    await queryRunner.query(`DROP VIEW rpt_money`);
    await queryRunner.query(`ALTER TABLE money_journal DROP CONSTRAINT ck_money_journal_amount`);
    await queryRunner.query(`ALTER TABLE money_journal ALTER COLUMN kind TYPE character varying(${length})`);
    await queryRunner.query(`
      ALTER TABLE money_journal ADD CONSTRAINT ck_money_journal_amount CHECK (
        CASE kind ${amounts} ELSE false END)`);
    await queryRunner.query(`CREATE VIEW rpt_money AS ${RPT_MONEY}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX ix_sale_returns_customer`);
    await queryRunner.query(`DROP FUNCTION account_post(jsonb, account_occasion, numeric, numeric)`);
    await queryRunner.query(`DROP FUNCTION account_named(account_posting)`);
    await queryRunner.query(`DROP FUNCTION account_lock(uuid, text)`);
    await queryRunner.query(`DROP TYPE account_posting`);
    await queryRunner.query(`DROP TYPE account_occasion`);
    await queryRunner.query(`DROP TABLE account_entries`);
    await queryRunner.query(`DROP TABLE customer_accounts`);
    await this.changeJournal(queryRunner, { length: 10, amounts: JOURNAL_AMOUNTS });
  }
}
