import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of one batch, or one unit with a serial number, that a line moved. */
function lots(
  table: string,
  line: 'sale_item' | 'sale_return_item',
  onDelete: 'CASCADE' | 'RESTRICT',
): string[] {
  return [
    `CREATE TABLE ${table} (
      id uuid NOT NULL,
      ${line}_id uuid NOT NULL,
      product_id uuid NOT NULL,
      batch_id uuid,
      batch_number character varying(100),
      expiry_date date,
      serial_number character varying(100),
      quantity numeric(14,3) NOT NULL,
      CONSTRAINT pk_${table} PRIMARY KEY (id),
      CONSTRAINT fk_${table}_${line} FOREIGN KEY (${line}_id) REFERENCES ${line}s (id) ON DELETE ${onDelete},
      CONSTRAINT fk_${table}_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
      CONSTRAINT fk_${table}_batch FOREIGN KEY (batch_id) REFERENCES stock_batches (id) ON DELETE RESTRICT,
      CONSTRAINT ck_${table}_quantity CHECK (quantity > 0 AND (serial_number IS NULL OR quantity = 1)),
      CONSTRAINT ck_${table}_named CHECK (batch_number IS NOT NULL OR serial_number IS NOT NULL),
      CONSTRAINT ck_${table}_batch CHECK ((batch_id IS NULL) = (batch_number IS NULL))
    )`,
    `CREATE INDEX ix_${table}_${line} ON ${table} (${line}_id)`,
    `CREATE INDEX ix_${table}_product ON ${table} (product_id)`,
    `CREATE INDEX ix_${table}_batch ON ${table} (batch_id) WHERE batch_id IS NOT NULL`,
    `CREATE INDEX ix_${table}_serial_number ON ${table} (serial_number) WHERE serial_number IS NOT NULL`,
  ];
}

const UP = [
  ...lots('sale_item_lots', 'sale_item', 'CASCADE'),
  ...lots('sale_return_item_lots', 'sale_return_item', 'RESTRICT'),
  `ALTER TABLE sale_items ADD reservation_id uuid`,
  `ALTER TABLE sale_items ADD CONSTRAINT fk_sale_items_reservation
     FOREIGN KEY (reservation_id) REFERENCES stock_reservations (id) ON DELETE RESTRICT`,
  `CREATE INDEX ix_sale_items_reservation ON sale_items (reservation_id) WHERE reservation_id IS NOT NULL`,
];

const DOWN = [
  `ALTER TABLE sale_items DROP COLUMN reservation_id`,
  `DROP TABLE sale_return_item_lots`,
  `DROP TABLE sale_item_lots`,
];

/** Which batches and serial numbers a line sold, which came back, and which promise it kept. */
export class SellTrackedStock1795400000500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
