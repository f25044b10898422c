import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TRANSIT_LOCATION_ID } from '../src/locations/default-ids.js';
import { POSTING } from './1795200001000-CreateInventory.js';
import { BUNDLE_AVAILABILITY } from './1795300000150-CreateVariantsAndBundles.js';
import { COSTS } from './1795300000300-CreatePriceRules.js';

const KINDS = `'opening', 'receipt', 'sale', 'sale_return', 'void', 'adjustment', 'damaged', 'discarded', 'true_up'`;
const MORE_KINDS = `'receipt_reversal', 'count', 'revaluation', 'restated', 'transfer_out', 'transfer_in',
  'transfer_loss', 'supplier_return'`;

const PLACES = [
  `ALTER TABLE locations
    ADD issue_order character varying(10) NOT NULL DEFAULT 'fifo',
    ADD default_expiry_days integer,
    ADD CONSTRAINT ck_locations_issue_order CHECK (issue_order IN ('fifo', 'fefo')),
    ADD CONSTRAINT ck_locations_default_expiry_days CHECK (default_expiry_days > 0),
    DROP CONSTRAINT ck_locations_type,
    ADD CONSTRAINT ck_locations_type CHECK (type IN ('store', 'warehouse', 'storage', 'virtual', 'transit'))`,
  `INSERT INTO locations (id, code, name, type) VALUES ('${TRANSIT_LOCATION_ID}', 'TRANSIT', 'In transit', 'transit')`,
];

const LOTS = [
  `CREATE TABLE stock_batches (
    id uuid NOT NULL CONSTRAINT pk_stock_batches PRIMARY KEY,
    product_id uuid NOT NULL,
    batch_number character varying(100) NOT NULL,
    expiry_date date,
    is_unknown boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_stock_batches_number UNIQUE NULLS NOT DISTINCT (product_id, batch_number, expiry_date),
    CONSTRAINT fk_stock_batches_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT
  )`,
  `CREATE INDEX ix_stock_batches_expiry_date ON stock_batches (expiry_date) WHERE expiry_date IS NOT NULL`,
  `CREATE TABLE stock_serials (
    id uuid NOT NULL CONSTRAINT pk_stock_serials PRIMARY KEY,
    product_id uuid NOT NULL,
    serial_number character varying(100) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_stock_serials_number UNIQUE (product_id, serial_number),
    CONSTRAINT fk_stock_serials_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT
  )`,
  `CREATE INDEX ix_stock_serials_number ON stock_serials (serial_number)`,
];

/** A level that never held a lot (batch, serial number, another state) is posted without looking for any. */
const LAYERS = [
  `ALTER TABLE stock_levels
    ADD unsellable numeric(14,3) NOT NULL DEFAULT 0,
    ADD has_lots boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT ck_stock_levels_unsellable CHECK (unsellable >= 0)`,
  `ALTER TABLE cost_layers
    ADD batch_id uuid,
    ADD expiry_date date,
    ADD serial_id uuid,
    ADD state character varying(20) NOT NULL DEFAULT 'sellable',
    ADD parent_id uuid,
    ADD CONSTRAINT fk_cost_layers_batch FOREIGN KEY (batch_id) REFERENCES stock_batches (id) ON DELETE RESTRICT,
    ADD CONSTRAINT fk_cost_layers_serial FOREIGN KEY (serial_id) REFERENCES stock_serials (id) ON DELETE RESTRICT,
    ADD CONSTRAINT fk_cost_layers_parent FOREIGN KEY (parent_id) REFERENCES cost_layers (id) ON DELETE RESTRICT,
    ADD CONSTRAINT ck_cost_layers_state CHECK (state IN ('sellable', 'quality_hold', 'damaged')),
    ADD CONSTRAINT ck_cost_layers_expiry_date CHECK (expiry_date IS NULL OR batch_id IS NOT NULL),
    ADD CONSTRAINT ck_cost_layers_serial CHECK (serial_id IS NULL OR quantity = 1),
    ADD CONSTRAINT ck_cost_layers_provisional
      CHECK (NOT is_provisional OR (batch_id IS NULL AND serial_id IS NULL AND state = 'sellable'))`,
  // One unit is in one place at most.
  `CREATE UNIQUE INDEX uq_cost_layers_serial ON cost_layers (serial_id) WHERE is_open AND serial_id IS NOT NULL`,
  `CREATE INDEX ix_cost_layers_serial ON cost_layers (serial_id) WHERE serial_id IS NOT NULL`,
  `CREATE INDEX ix_cost_layers_batch ON cost_layers (batch_id) WHERE batch_id IS NOT NULL`,
  `CREATE INDEX ix_cost_layers_expiring ON cost_layers (expiry_date) WHERE is_open AND expiry_date IS NOT NULL`,
  `CREATE INDEX ix_cost_layers_source_line ON cost_layers (source_line_id)`,
  `CREATE INDEX ix_cost_layers_parent ON cost_layers (parent_id) WHERE parent_id IS NOT NULL`,
  `ALTER TABLE stock_movements DROP CONSTRAINT ck_stock_movements_kind,
    ADD CONSTRAINT ck_stock_movements_kind CHECK (kind IN (${KINDS}, ${MORE_KINDS}))`,
];

const PROMISES = [
  `CREATE TABLE stock_reservations (
    id uuid NOT NULL CONSTRAINT pk_stock_reservations PRIMARY KEY,
    product_id uuid NOT NULL,
    location_id uuid NOT NULL,
    batch_id uuid,
    quantity numeric(14,3) NOT NULL,
    remaining numeric(14,3) NOT NULL,
    owner_type character varying(30) NOT NULL,
    owner_id uuid NOT NULL,
    expires_at timestamptz,
    status character varying(20) NOT NULL DEFAULT 'active',
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    end_reason character varying(500),
    CONSTRAINT fk_stock_reservations_level FOREIGN KEY (product_id, location_id)
      REFERENCES stock_levels (product_id, location_id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_reservations_batch FOREIGN KEY (batch_id) REFERENCES stock_batches (id) ON DELETE RESTRICT,
    CONSTRAINT ck_stock_reservations_quantity CHECK (quantity > 0),
    CONSTRAINT ck_stock_reservations_remaining CHECK (remaining BETWEEN 0 AND quantity),
    CONSTRAINT ck_stock_reservations_status CHECK (status IN ('active', 'consumed', 'released', 'expired')),
    CONSTRAINT ck_stock_reservations_ended
      CHECK ((status = 'active') = (remaining > 0) AND (status = 'active') = (ended_at IS NULL))
  )`,
  `CREATE INDEX ix_stock_reservations_active ON stock_reservations (product_id, location_id) WHERE status = 'active'`,
  `CREATE INDEX ix_stock_reservations_due ON stock_reservations (expires_at)
    WHERE status = 'active' AND expires_at IS NOT NULL`,
  `CREATE INDEX ix_stock_reservations_owner ON stock_reservations (owner_type, owner_id)`,
  `CREATE INDEX ix_stock_reservations_batch ON stock_reservations (batch_id) WHERE batch_id IS NOT NULL`,
];

const GUARDS = [
  // A statement that sets none of these columns does not even ask: a sale costs what it did. After, and not before: a
  // trigger before an update makes every update lock its row first, whatever columns the trigger is for.
  `CREATE TRIGGER tr_cost_layers_immutable AFTER UPDATE OF id, product_id, location_id, received_at, unit_cost, quantity,
     is_provisional, source_type, source_id, source_line_id, batch_id, serial_id, state, parent_id
   ON cost_layers FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER tr_cost_layers_kept BEFORE DELETE ON cost_layers FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER tr_cost_layers_no_truncate BEFORE TRUNCATE ON cost_layers
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,

  // The copy that the order of issue reads. It says what the batch says.
  `CREATE FUNCTION check_layer_expiry() RETURNS trigger LANGUAGE plpgsql AS $f$
   BEGIN
     IF NEW.expiry_date IS DISTINCT FROM (SELECT expiry_date FROM stock_batches WHERE id = NEW.batch_id) THEN
       RAISE EXCEPTION 'layer % does not expire when its batch does', NEW.id
         USING ERRCODE = 'check_violation', TABLE = 'cost_layers', CONSTRAINT = 'ck_cost_layers_expiry_of_batch';
     END IF;
     RETURN NEW;
   END $f$`,
  `CREATE TRIGGER tr_cost_layers_expiry AFTER UPDATE OF expiry_date ON cost_layers
   FOR EACH ROW EXECUTE FUNCTION check_layer_expiry()`,
  `CREATE TRIGGER tr_cost_layers_expiry_new AFTER INSERT ON cost_layers
   FOR EACH ROW WHEN (NEW.batch_id IS NOT NULL) EXECUTE FUNCTION check_layer_expiry()`,

  // Units that came in without a number cannot get one, and numbers must not be lost. Waits for who moves stock now.
  `CREATE FUNCTION check_serial_tracking() RETURNS trigger LANGUAGE plpgsql AS $f$
   BEGIN
     PERFORM FROM stock_levels WHERE product_id = NEW.id ORDER BY location_id FOR NO KEY UPDATE;
     IF EXISTS (SELECT FROM stock_levels WHERE product_id = NEW.id AND on_hand <> 0) THEN
       RAISE EXCEPTION 'product % is in stock', NEW.id
         USING ERRCODE = 'check_violation', TABLE = 'products', CONSTRAINT = 'ck_products_serials_need_empty_stock';
     END IF;
     RETURN NEW;
   END $f$`,
  `CREATE TRIGGER tr_products_serial_tracking BEFORE UPDATE OF track_serials ON products FOR EACH ROW
   WHEN (OLD.track_serials IS DISTINCT FROM NEW.track_serials) EXECUTE FUNCTION check_serial_tracking()`,
];

/** What lies between two places is nobody's to sell, and neither is what is held. */
const VIEWS = [
  `CREATE OR REPLACE VIEW product_on_hand AS
    SELECT product_id, sum(on_hand) AS on_hand FROM stock_levels
    WHERE location_id <> '${TRANSIT_LOCATION_ID}' GROUP BY product_id`,
  `CREATE OR REPLACE VIEW bundle_availability AS
    SELECT b.bundle_id, l.id AS location_id, l.code AS location_code, l.name AS location_name,
      min(floor(greatest(COALESCE(s.on_hand - s.reserved - s.unsellable, 0), 0) / b.quantity)) AS available
    FROM bundle_parts b
    JOIN products p ON p.id = b.component_id AND p.is_stocked
    CROSS JOIN locations l
    LEFT JOIN stock_levels s ON s.location_id = l.id AND s.product_id = b.component_id
    WHERE l.is_active AND l.type <> 'transit'
    GROUP BY b.bundle_id, l.id`,
];

/** `detail`: the lot that goods were taken from, or what stands in the way. */
const OUTCOME = [`ALTER TYPE stock_outcome ADD ATTRIBUTE layer_id uuid, ADD ATTRIBUTE detail jsonb`];

const REPLACED = [
  `DROP FUNCTION stock_reverse(stock_source, uuid, boolean, uuid[], uuid[], numeric[], text[])`,
  `DROP FUNCTION stock_reversible(uuid[])`,
  `DROP FUNCTION stock_receive(stock_source, uuid, boolean, uuid[], uuid[], numeric[], numeric[], text[])`,
  `DROP FUNCTION stock_issue(stock_source, uuid, boolean, uuid[], uuid[], numeric[])`,
  `DROP FUNCTION stock_cover(stock_source, uuid, uuid[])`,
  `DROP FUNCTION stock_owe(stock_source, uuid, uuid[], uuid[], numeric[])`,
  `DROP FUNCTION stock_recosted(jsonb, uuid)`,
];

const DOWN = [
  `ALTER TYPE stock_outcome DROP ATTRIBUTE layer_id, DROP ATTRIBUTE detail`,
  ...POSTING,
  COSTS.find((text) => text.includes('stock_recosted'))!,
  BUNDLE_AVAILABILITY.replace('CREATE VIEW', 'CREATE OR REPLACE VIEW'),
  `CREATE OR REPLACE VIEW product_on_hand AS
    SELECT product_id, sum(on_hand) AS on_hand FROM stock_levels GROUP BY product_id`,
  `DROP TRIGGER tr_products_serial_tracking ON products`,
  `DROP FUNCTION check_serial_tracking()`,
  `DROP TRIGGER tr_cost_layers_expiry_new ON cost_layers`,
  `DROP TRIGGER tr_cost_layers_expiry ON cost_layers`,
  `DROP FUNCTION check_layer_expiry()`,
  `DROP TRIGGER tr_cost_layers_no_truncate ON cost_layers`,
  `DROP TRIGGER tr_cost_layers_kept ON cost_layers`,
  `DROP TRIGGER tr_cost_layers_immutable ON cost_layers`,
  `DROP TABLE stock_reservations`,
  `ALTER TABLE stock_movements DROP CONSTRAINT ck_stock_movements_kind,
    ADD CONSTRAINT ck_stock_movements_kind CHECK (kind IN (${KINDS}))`,
  `DROP INDEX ix_cost_layers_source_line`,
  `ALTER TABLE cost_layers DROP COLUMN batch_id, DROP COLUMN expiry_date, DROP COLUMN serial_id, DROP COLUMN state,
    DROP COLUMN parent_id`,
  `ALTER TABLE stock_levels DROP COLUMN unsellable, DROP COLUMN has_lots`,
  `DROP TABLE stock_serials`,
  `DROP TABLE stock_batches`,
  `DELETE FROM locations WHERE id = '${TRANSIT_LOCATION_ID}'`,
  `ALTER TABLE locations DROP COLUMN issue_order, DROP COLUMN default_expiry_days, DROP CONSTRAINT ck_locations_type,
    ADD CONSTRAINT ck_locations_type CHECK (type IN ('store', 'warehouse', 'storage', 'virtual'))`,
];

/** Batches, serial numbers, states and promises; the functions that post them come with the next migrations. */
export class DeepenStockLedger1795400000200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const statements = [PLACES, LOTS, LAYERS, PROMISES, GUARDS, VIEWS, REPLACED, OUTCOME];
    for (const statement of statements.flat()) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
