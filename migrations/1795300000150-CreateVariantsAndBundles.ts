import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE product_options (
    id uuid NOT NULL CONSTRAINT pk_product_options PRIMARY KEY,
    product_id uuid NOT NULL,
    name character varying(50) NOT NULL,
    type character varying(10) NOT NULL,
    allowed_values jsonb NOT NULL,
    swatches jsonb NOT NULL DEFAULT '{}',
    sort_order integer NOT NULL,
    CONSTRAINT fk_product_options_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT ck_product_options_type CHECK (type IN ('text', 'number', 'colour')),
    CONSTRAINT ck_product_options_allowed_values
      CHECK (jsonb_typeof(allowed_values) = 'array' AND allowed_values <> '[]'),
    CONSTRAINT ck_product_options_swatches CHECK (jsonb_typeof(swatches) = 'object')
  )`,
  `CREATE UNIQUE INDEX uq_product_options_name ON product_options (product_id, lower(name))`,

  `CREATE TABLE bundle_parts (
    id uuid NOT NULL CONSTRAINT pk_bundle_parts PRIMARY KEY,
    bundle_id uuid NOT NULL,
    component_id uuid NOT NULL,
    quantity numeric(14,3) NOT NULL,
    sort_order integer NOT NULL,
    CONSTRAINT uq_bundle_parts_component UNIQUE (bundle_id, component_id),
    CONSTRAINT fk_bundle_parts_bundle FOREIGN KEY (bundle_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_bundle_parts_component FOREIGN KEY (component_id) REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT ck_bundle_parts_quantity CHECK (quantity > 0),
    CONSTRAINT ck_bundle_parts_own_component CHECK (component_id <> bundle_id)
  )`,
  `CREATE INDEX ix_bundle_parts_component_id ON bundle_parts (component_id)`,
];

// The last line behind the application's rules, bulk paths included. Both sides lock the product's row, so that of
// two changes that would contradict each other the later one sees the earlier.
const GUARDS = [
  `CREATE FUNCTION check_bundle_part() RETURNS trigger LANGUAGE plpgsql AS $f$
   DECLARE part products;
   BEGIN
     SELECT * INTO part FROM products WHERE id = NEW.component_id FOR SHARE;
     IF part.kind <> 'standard' OR part.lifecycle_status IN ('discontinued', 'archived') THEN
       RAISE EXCEPTION 'product % cannot be part of a bundle', NEW.component_id
         USING ERRCODE = 'check_violation', TABLE = 'bundle_parts', CONSTRAINT = 'ck_bundle_parts_component';
     END IF;
     IF NOT EXISTS (SELECT FROM products WHERE id = NEW.bundle_id AND kind = 'bundle' FOR SHARE) THEN
       RAISE EXCEPTION 'product % is no bundle', NEW.bundle_id
         USING ERRCODE = 'check_violation', TABLE = 'bundle_parts', CONSTRAINT = 'ck_bundle_parts_bundle';
     END IF;
     RETURN NEW;
   END $f$`,
  `CREATE TRIGGER tr_bundle_parts_check BEFORE INSERT OR UPDATE ON bundle_parts
   FOR EACH ROW EXECUTE FUNCTION check_bundle_part()`,

  `CREATE FUNCTION check_product_parent() RETURNS trigger LANGUAGE plpgsql AS $f$
   BEGIN
     IF EXISTS (SELECT FROM products WHERE id = NEW.parent_id AND kind = 'template' FOR SHARE) THEN
       RETURN NEW;
     END IF;
     RAISE EXCEPTION 'product % is no template', NEW.parent_id
       USING ERRCODE = 'check_violation', TABLE = 'products', CONSTRAINT = 'ck_products_parent';
   END $f$`,
  `CREATE TRIGGER tr_products_parent BEFORE INSERT OR UPDATE OF parent_id ON products FOR EACH ROW
   WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION check_product_parent()`,

  // Stock it once had counts too: a return could bring some of it back.
  `CREATE FUNCTION check_product_kind_change() RETURNS trigger LANGUAGE plpgsql AS $f$
   BEGIN
     IF EXISTS (SELECT FROM products WHERE parent_id = NEW.id)
       OR EXISTS (SELECT FROM product_options WHERE product_id = NEW.id)
       OR EXISTS (SELECT FROM bundle_parts WHERE bundle_id = NEW.id OR component_id = NEW.id)
       OR EXISTS (SELECT FROM stock_levels WHERE product_id = NEW.id) THEN
       RAISE EXCEPTION 'product % is in use as what it is', NEW.id
         USING ERRCODE = 'check_violation', TABLE = 'products', CONSTRAINT = 'ck_products_kind_in_use';
     END IF;
     RETURN NEW;
   END $f$`,
  `CREATE TRIGGER tr_products_kind_change BEFORE UPDATE OF kind ON products FOR EACH ROW
   WHEN (OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION check_product_kind_change()`,

  `CREATE FUNCTION check_product_leaves_no_bundle() RETURNS trigger LANGUAGE plpgsql AS $f$
   BEGIN
     IF EXISTS (
       SELECT FROM bundle_parts b JOIN products p ON p.id = b.bundle_id
       WHERE b.component_id = NEW.id AND p.lifecycle_status NOT IN ('discontinued', 'archived')) THEN
       RAISE EXCEPTION 'product % is part of a bundle', NEW.id
         USING ERRCODE = 'check_violation', TABLE = 'products', CONSTRAINT = 'ck_products_part_of_bundle';
     END IF;
     RETURN NEW;
   END $f$`,
  `CREATE TRIGGER tr_products_leaves_no_bundle BEFORE UPDATE OF lifecycle_status ON products FOR EACH ROW
   WHEN (OLD.lifecycle_status IS DISTINCT FROM NEW.lifecycle_status
     AND NEW.lifecycle_status IN ('discontinued', 'archived'))
   EXECUTE FUNCTION check_product_leaves_no_bundle()`,
];

// How many whole bundles the free stock of their parts makes; parts that move no stock do not count.
export const BUNDLE_AVAILABILITY = `
  CREATE VIEW bundle_availability AS
    SELECT b.bundle_id, l.id AS location_id, l.code AS location_code, l.name AS location_name,
      min(floor(greatest(COALESCE(s.on_hand - s.reserved, 0), 0) / b.quantity)) AS available
    FROM bundle_parts b
    JOIN products p ON p.id = b.component_id AND p.is_stocked
    CROSS JOIN locations l
    LEFT JOIN stock_levels s ON s.location_id = l.id AND s.product_id = b.component_id
    WHERE l.is_active
    GROUP BY b.bundle_id, l.id`;

/** Variants of a template, and bundles of other products. */
export class CreateVariantsAndBundles1795300000150 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...GUARDS, BUNDLE_AVAILABILITY]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP VIEW bundle_availability`);
    for (const trigger of ['tr_products_leaves_no_bundle', 'tr_products_kind_change', 'tr_products_parent']) {
      await queryRunner.query(`DROP TRIGGER ${trigger} ON products`);
    }
    await queryRunner.query(`DROP TABLE bundle_parts, product_options`);
    await queryRunner.query(`DROP FUNCTION check_product_leaves_no_bundle(), check_product_kind_change(),
      check_product_parent(), check_bundle_part()`);
  }
}
