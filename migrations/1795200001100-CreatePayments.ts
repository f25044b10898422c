import type { MigrationInterface, QueryRunner } from 'typeorm';

const METHODS = `'cash', 'card', 'credit_card', 'debit_card', 'digital_wallet', 'bank_transfer', 'check', 'gift_card', 'store_credit', 'loyalty_points', 'on_account'`;

/** Payments of sales, the append-only money journal behind them, and notes on its entries. */
export class CreatePayments1795200001100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await this.createPayments(queryRunner);
    await this.createJournal(queryRunner);
    await this.tieThemTogether(queryRunner);
    await queryRunner.query(`
      CREATE TABLE journal_notes (
        id uuid NOT NULL,
        notes character varying(1000),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_journal_notes PRIMARY KEY (id),
        CONSTRAINT fk_journal_notes_entry FOREIGN KEY (id) REFERENCES money_journal (id) ON DELETE RESTRICT
      )`);
  }

  // The foreign keys to sales are added by the migration that creates sales.
  private async createPayments(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE payments (
        id uuid NOT NULL,
        sale_id uuid NOT NULL,
        payment_method character varying(20) NOT NULL,
        amount numeric(19,4) NOT NULL,
        tendered numeric(19,4) NOT NULL,
        change_amount numeric(19,4) NOT NULL,
        status character varying(20) NOT NULL,
        refunded_amount numeric(19,4) NOT NULL DEFAULT 0,
        currency character varying(3) NOT NULL,
        reference_number character varying(100),
        transaction_id character varying(100),
        location_id uuid NOT NULL,
        register_id uuid NOT NULL,
        actor_id uuid NOT NULL,
        employee_id uuid,
        occurred_at timestamptz NOT NULL,
        business_date date NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_payments PRIMARY KEY (id),
        CONSTRAINT ck_payments_payment_method CHECK (payment_method IN (${METHODS})),
        CONSTRAINT ck_payments_amount CHECK (amount > 0),
        CONSTRAINT ck_payments_change CHECK (change_amount >= 0 AND tendered = amount + change_amount),
        CONSTRAINT ck_payments_refunded_amount CHECK (refunded_amount >= 0 AND refunded_amount <= amount),
        CONSTRAINT ck_payments_status CHECK (
          CASE status
            WHEN 'pending' THEN refunded_amount = 0
            WHEN 'failed' THEN refunded_amount = 0
            WHEN 'completed' THEN refunded_amount = 0
            WHEN 'partially_refunded' THEN refunded_amount > 0 AND refunded_amount < amount
            WHEN 'refunded' THEN refunded_amount = amount
            ELSE false
          END)
      )`);
    await queryRunner.query(`CREATE INDEX ix_payments_sale_id ON payments (sale_id)`);
    await queryRunner.query(`CREATE INDEX ix_payments_created_at ON payments (created_at, id)`);
    // The few that are not simply completed; checkout does not touch it.
    await queryRunner.query(
      `CREATE INDEX ix_payments_status ON payments (status, created_at, id) WHERE status <> 'completed'`,
    );
  }

  private async createJournal(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE money_journal (
        id uuid NOT NULL,
        kind character varying(10) NOT NULL,
        payment_id uuid,
        sale_id uuid,
        document_id uuid,
        location_id uuid NOT NULL,
        register_id uuid NOT NULL,
        payment_method character varying(20) NOT NULL,
        amount numeric(19,4) NOT NULL,
        currency character varying(3) NOT NULL,
        reverses_id uuid,
        actor_id uuid NOT NULL,
        employee_id uuid,
        reference character varying(100),
        reason character varying(500),
        occurred_at timestamptz NOT NULL,
        business_date date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_money_journal PRIMARY KEY (id),
        CONSTRAINT fk_money_journal_payment FOREIGN KEY (payment_id) REFERENCES payments (id) ON DELETE RESTRICT,
        CONSTRAINT fk_money_journal_reverses FOREIGN KEY (reverses_id) REFERENCES money_journal (id) ON DELETE RESTRICT,
        CONSTRAINT fk_money_journal_register FOREIGN KEY (register_id) REFERENCES registers (id) ON DELETE RESTRICT,
        CONSTRAINT fk_money_journal_actor FOREIGN KEY (actor_id) REFERENCES users (id) ON DELETE RESTRICT,
        CONSTRAINT fk_money_journal_employee FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE RESTRICT,
        CONSTRAINT ck_money_journal_payment_method CHECK (payment_method IN (${METHODS})),
        CONSTRAINT ck_money_journal_amount CHECK (
          CASE kind
            WHEN 'payment' THEN amount > 0
            WHEN 'refund' THEN amount < 0
            WHEN 'void' THEN amount < 0
            WHEN 'cash_in' THEN amount > 0
            WHEN 'cash_out' THEN amount < 0
            WHEN 'reversal' THEN amount <> 0
            ELSE false
          END),
        CONSTRAINT ck_money_journal_links CHECK (
          CASE
            WHEN kind = 'payment' THEN payment_id IS NOT NULL AND sale_id IS NOT NULL AND reverses_id IS NULL
            WHEN kind = 'void' THEN payment_id IS NOT NULL AND sale_id IS NOT NULL AND reverses_id IS NOT NULL
            WHEN kind = 'refund' THEN (payment_id IS NULL) = (sale_id IS NULL) AND (payment_id IS NULL) = (reverses_id IS NULL)
            WHEN kind = 'reversal' THEN payment_id IS NULL AND sale_id IS NULL AND reverses_id IS NOT NULL
            ELSE payment_id IS NULL AND sale_id IS NULL AND reverses_id IS NULL
          END)
      )`);
    const indexes = [
      `INDEX ix_money_journal_created_at ON money_journal (created_at, id)`,
      `INDEX ix_money_journal_kind ON money_journal (kind, created_at, id) WHERE kind <> 'payment'`,
      `INDEX ix_money_journal_business_date ON money_journal (business_date, location_id)`,
      `INDEX ix_money_journal_employee ON money_journal (employee_id, created_at, id) WHERE employee_id IS NOT NULL`,
      `INDEX ix_money_journal_payment_id ON money_journal (payment_id) WHERE payment_id IS NOT NULL`,
      `INDEX ix_money_journal_sale_id ON money_journal (sale_id) WHERE sale_id IS NOT NULL`,
      `INDEX ix_money_journal_document_id ON money_journal (document_id) WHERE document_id IS NOT NULL`,
      `UNIQUE INDEX uq_money_journal_payment ON money_journal (payment_id) WHERE kind = 'payment'`,
      `UNIQUE INDEX uq_money_journal_reversal ON money_journal (reverses_id) WHERE kind = 'reversal'`,
    ];
    for (const index of indexes) await queryRunner.query(`CREATE ${index}`);
    await queryRunner.query(`
      CREATE TRIGGER tr_money_journal_append_only BEFORE UPDATE OR DELETE ON money_journal
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await queryRunner.query(`
      CREATE TRIGGER tr_money_journal_no_truncate BEFORE TRUNCATE ON money_journal
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  /** At commit, what a payment says it holds must be what the journal says: the last line against half a posting. */
  private async tieThemTogether(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION payment_matches_journal() RETURNS trigger LANGUAGE plpgsql AS $f$
      DECLARE
        checked uuid;
        held numeric;
        posted numeric;
      BEGIN
        IF TG_TABLE_NAME = 'payments' THEN checked := NEW.id; ELSE checked := NEW.payment_id; END IF;
        SELECT CASE WHEN status IN ('pending', 'failed') THEN 0 ELSE amount - refunded_amount END,
            coalesce((SELECT sum(amount) FROM money_journal WHERE payment_id = checked), 0)
          INTO held, posted FROM payments WHERE id = checked;
        IF held <> posted THEN
          RAISE EXCEPTION 'payment % holds % but the journal says %', checked, held, posted
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_payments_journal';
        END IF;
        RETURN NULL;
      END $f$`);
    await queryRunner.query(`
      CREATE CONSTRAINT TRIGGER tr_payments_journal AFTER INSERT OR UPDATE ON payments
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_matches_journal()`);
    await queryRunner.query(`
      CREATE CONSTRAINT TRIGGER tr_money_journal_payment AFTER INSERT ON money_journal
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.payment_id IS NOT NULL)
      EXECUTE FUNCTION payment_matches_journal()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE journal_notes`);
    await queryRunner.query(`DROP TABLE money_journal`);
    await queryRunner.query(`DROP TABLE payments`);
    await queryRunner.query(`DROP FUNCTION payment_matches_journal()`);
  }
}
