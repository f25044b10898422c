import type { MigrationInterface, QueryRunner } from 'typeorm';

const VERSIONED = `
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

/**
 * `path` holds a node's own id and its ancestors', nearest first. Whoever changes the shape of a tree takes turns:
 * a child hung below a branch that is just being moved would keep the old path.
 */
function treePaths(table: string, lock: string): string[] {
  return [
    `CREATE FUNCTION set_${table}_path() RETURNS trigger LANGUAGE plpgsql AS $f$
     DECLARE above uuid[];
     BEGIN
       IF TG_OP = 'UPDATE' AND NEW.parent_id IS NOT DISTINCT FROM OLD.parent_id THEN RETURN NEW; END IF;
       IF TG_OP = 'UPDATE' OR NEW.parent_id IS NOT NULL THEN
         PERFORM pg_advisory_xact_lock(hashtext('${lock}'));
       END IF;
       SELECT path INTO above FROM ${table} WHERE id = NEW.parent_id;
       IF NEW.id = ANY (above) THEN
         RAISE EXCEPTION 'a node cannot be placed below itself'
           USING ERRCODE = 'check_violation', TABLE = '${table}', CONSTRAINT = 'ck_${table}_no_circle';
       END IF;
       NEW.path := NEW.id || COALESCE(above, '{}');
       RETURN NEW;
     END $f$`,
    `CREATE TRIGGER tr_${table}_path BEFORE INSERT OR UPDATE OF parent_id ON ${table}
     FOR EACH ROW EXECUTE FUNCTION set_${table}_path()`,
    // After an insert too: one statement may insert a child before its parent.
    `CREATE FUNCTION spread_${table}_path() RETURNS trigger LANGUAGE plpgsql AS $f$
     BEGIN
       WITH RECURSIVE below AS (
         SELECT c.id, c.id || NEW.path AS path FROM ${table} c WHERE c.parent_id = NEW.id
         UNION ALL SELECT c.id, c.id || below.path FROM ${table} c JOIN below ON c.parent_id = below.id
       ) UPDATE ${table} SET path = below.path FROM below
         WHERE ${table}.id = below.id AND ${table}.path <> below.path;
       RETURN NULL;
     END $f$`,
    `CREATE TRIGGER tr_${table}_path_below AFTER INSERT OR UPDATE OF parent_id ON ${table}
     FOR EACH ROW EXECUTE FUNCTION spread_${table}_path()`,
    `CREATE INDEX ix_${table}_path ON ${table} USING gin (path)`,
  ];
}

const TREES = [
  `ALTER TABLE categories ADD COLUMN path uuid[] NOT NULL DEFAULT '{}'`,
  `WITH RECURSIVE tree AS (
     SELECT id, ARRAY[id] AS path FROM categories WHERE parent_id IS NULL
     UNION ALL SELECT c.id, c.id || tree.path FROM categories c JOIN tree ON c.parent_id = tree.id
   ) UPDATE categories SET path = tree.path FROM tree WHERE categories.id = tree.id`,
  ...treePaths('categories', 'catalog.category_tree'),

  `CREATE TABLE product_groups (
    id uuid NOT NULL CONSTRAINT pk_product_groups PRIMARY KEY,
    code character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    description text,
    parent_id uuid,
    is_active boolean NOT NULL DEFAULT true,
    sort_order integer NOT NULL DEFAULT 0,
    path uuid[] NOT NULL DEFAULT '{}',
    ${VERSIONED},
    CONSTRAINT uq_product_groups_code UNIQUE (code),
    CONSTRAINT fk_product_groups_parent FOREIGN KEY (parent_id) REFERENCES product_groups (id) ON DELETE RESTRICT,
    CONSTRAINT ck_product_groups_code CHECK (code ~ '^[A-Z0-9_-]+$'),
    CONSTRAINT ck_product_groups_own_parent CHECK (parent_id <> id)
  )`,
  `CREATE INDEX ix_product_groups_parent_id ON product_groups (parent_id)`,
  ...treePaths('product_groups', 'catalog.product_group_tree'),
];

const PRODUCTS = [
  `ALTER TABLE products
    ALTER COLUMN price DROP NOT NULL,
    ADD COLUMN kind character varying(10) NOT NULL DEFAULT 'standard',
    ADD COLUMN parent_id uuid,
    ADD COLUMN option_values jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN product_group_id uuid,
    ADD COLUMN requires_expiry boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT fk_products_parent FOREIGN KEY (parent_id) REFERENCES products (id) ON DELETE RESTRICT,
    ADD CONSTRAINT fk_products_product_group
      FOREIGN KEY (product_group_id) REFERENCES product_groups (id) ON DELETE RESTRICT,
    ADD CONSTRAINT ck_products_kind CHECK (kind IN ('standard', 'template', 'bundle')),
    ADD CONSTRAINT ck_products_variant CHECK (parent_id IS NULL OR (kind = 'standard' AND parent_id <> id)),
    ADD CONSTRAINT ck_products_stocked_kind CHECK (kind = 'standard' OR NOT is_stocked),
    ADD CONSTRAINT ck_products_option_values CHECK (jsonb_typeof(option_values) = 'object'),
    ADD CONSTRAINT ck_products_expiry CHECK (track_batches OR NOT requires_expiry)`,
  // One variant of a template for each choice of options; also finds a template's variants.
  `CREATE UNIQUE INDEX uq_products_variant ON products (parent_id, option_values) WHERE parent_id IS NOT NULL`,
  `CREATE INDEX ix_products_product_group_id ON products (product_group_id)`,
  `DROP INDEX ix_products_by_price`,
  `CREATE INDEX ix_products_by_price ON products (COALESCE(price, 0), id) WHERE lifecycle_status <> 'archived'`,
  `CREATE INDEX ix_products_attributes ON products USING gin (attributes jsonb_path_ops) WHERE attributes <> '{}'`,
  `CREATE INDEX ix_products_attention ON products (name, id)
    WHERE lifecycle_status <> 'archived' AND (lifecycle_status <> 'active' OR sales_blocked OR purchase_blocked)`,

  // The last line behind the application's rules: whatever writes, nothing comes back from the end of its life.
  `CREATE FUNCTION check_product_lifecycle_step() RETURNS trigger LANGUAGE plpgsql AS $f$
   BEGIN
     IF NEW.lifecycle_status = 'archived'
       OR (OLD.lifecycle_status = 'new' AND NEW.lifecycle_status = 'active')
       OR (OLD.lifecycle_status IN ('active', 'phase_out')
           AND NEW.lifecycle_status IN ('active', 'phase_out', 'discontinued')) THEN
       RETURN NEW;
     END IF;
     RAISE EXCEPTION 'a product that is % cannot become %', OLD.lifecycle_status, NEW.lifecycle_status
       USING ERRCODE = 'check_violation', TABLE = 'products', CONSTRAINT = 'ck_products_lifecycle_step';
   END $f$`,
  `CREATE TRIGGER tr_products_lifecycle_step BEFORE UPDATE OF lifecycle_status ON products FOR EACH ROW
   WHEN (OLD.lifecycle_status IS DISTINCT FROM NEW.lifecycle_status)
   EXECUTE FUNCTION check_product_lifecycle_step()`,
];

const PACKAGINGS = [
  `CREATE TABLE product_packagings (
    id uuid NOT NULL CONSTRAINT pk_product_packagings PRIMARY KEY,
    product_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    factor numeric(14,3) NOT NULL,
    allow_sale boolean NOT NULL DEFAULT true,
    allow_purchase boolean NOT NULL DEFAULT true,
    is_default_sale_unit boolean NOT NULL DEFAULT false,
    is_default_purchase_unit boolean NOT NULL DEFAULT false,
    length_cm numeric(8,1),
    width_cm numeric(8,1),
    height_cm numeric(8,1),
    weight_kg numeric(11,3),
    volume_m3 numeric(12,6),
    is_active boolean NOT NULL DEFAULT true,
    ${VERSIONED},
    CONSTRAINT uq_product_packagings_unit UNIQUE (product_id, unit_id),
    CONSTRAINT uq_product_packagings_of_product UNIQUE (id, product_id),
    CONSTRAINT fk_product_packagings_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_product_packagings_unit FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT,
    CONSTRAINT ck_product_packagings_factor CHECK (factor > 0),
    CONSTRAINT ck_product_packagings_default_sale_unit
      CHECK (NOT is_default_sale_unit OR (allow_sale AND is_active)),
    CONSTRAINT ck_product_packagings_default_purchase_unit
      CHECK (NOT is_default_purchase_unit OR (allow_purchase AND is_active)),
    CONSTRAINT ck_product_packagings_size
      CHECK (length_cm > 0 AND width_cm > 0 AND height_cm > 0 AND weight_kg > 0 AND volume_m3 > 0)
  )`,
  `CREATE UNIQUE INDEX uq_product_packagings_default_sale_unit
    ON product_packagings (product_id) WHERE is_default_sale_unit`,
  `CREATE UNIQUE INDEX uq_product_packagings_default_purchase_unit
    ON product_packagings (product_id) WHERE is_default_purchase_unit`,
  `CREATE INDEX ix_product_packagings_unit_id ON product_packagings (unit_id)`,

  // A pack's barcode is one of the same product's, and never the product's main one.
  `ALTER TABLE product_barcodes
    ADD COLUMN packaging_id uuid,
    ADD CONSTRAINT fk_product_barcodes_packaging FOREIGN KEY (packaging_id, product_id)
      REFERENCES product_packagings (id, product_id) ON DELETE CASCADE,
    ADD CONSTRAINT ck_product_barcodes_main CHECK (packaging_id IS NULL OR NOT is_primary)`,
  `CREATE INDEX ix_product_barcodes_packaging_id ON product_barcodes (packaging_id) WHERE packaging_id IS NOT NULL`,
];

const TAXES = [
  `ALTER TABLE tax_groups ADD COLUMN is_reverse_charge boolean NOT NULL DEFAULT false`,
  `CREATE TABLE tax_components (
    id uuid NOT NULL CONSTRAINT pk_tax_components PRIMARY KEY,
    tax_group_id uuid NOT NULL,
    location_id uuid,
    sequence integer NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    type character varying(10) NOT NULL DEFAULT 'vat',
    rate numeric(7,4) NOT NULL,
    is_compound boolean NOT NULL DEFAULT false,
    CONSTRAINT uq_tax_components_sequence UNIQUE NULLS NOT DISTINCT (tax_group_id, location_id, sequence),
    CONSTRAINT fk_tax_components_tax_group FOREIGN KEY (tax_group_id) REFERENCES tax_groups (id) ON DELETE CASCADE,
    CONSTRAINT fk_tax_components_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE CASCADE,
    CONSTRAINT ck_tax_components_rate CHECK (rate BETWEEN 0 AND 100),
    CONSTRAINT ck_tax_components_type CHECK (type IN ('vat', 'excise', 'other'))
  )`,
  `CREATE UNIQUE INDEX uq_tax_components_code ON tax_components
    (tax_group_id, COALESCE(location_id, '00000000-0000-0000-0000-000000000000'::uuid), lower(code))`,
  `CREATE INDEX ix_tax_components_location_id ON tax_components (location_id) WHERE location_id IS NOT NULL`,
];

const DICTIONARIES = [
  `ALTER TABLE units
    ADD COLUMN description text,
    ADD COLUMN is_active boolean NOT NULL DEFAULT true,
    ADD COLUMN sort_order integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT ck_units_system_active CHECK (is_active OR NOT is_system)`,

  `CREATE TABLE product_attributes (
    id uuid NOT NULL CONSTRAINT pk_product_attributes PRIMARY KEY,
    code character varying(50) NOT NULL,
    name character varying(100) NOT NULL,
    type character varying(20) NOT NULL,
    options jsonb NOT NULL DEFAULT '[]',
    unit character varying(20),
    is_required boolean NOT NULL DEFAULT false,
    is_filterable boolean NOT NULL DEFAULT true,
    category_id uuid,
    sort_order integer NOT NULL DEFAULT 0,
    ${VERSIONED},
    CONSTRAINT uq_product_attributes_code UNIQUE (code),
    CONSTRAINT fk_product_attributes_category
      FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE RESTRICT,
    CONSTRAINT ck_product_attributes_code CHECK (code ~ '^[a-z][a-z0-9_]*$'),
    CONSTRAINT ck_product_attributes_type
      CHECK (type IN ('text', 'number', 'boolean', 'date', 'select', 'multi_select')),
    CONSTRAINT ck_product_attributes_options
      CHECK (jsonb_typeof(options) = 'array' AND (options <> '[]') = (type IN ('select', 'multi_select')))
  )`,
  `CREATE INDEX ix_product_attributes_category_id ON product_attributes (category_id)`,
];

const UNDO = [
  `DROP TABLE product_attributes`,
  `ALTER TABLE units DROP CONSTRAINT ck_units_system_active,
    DROP COLUMN sort_order, DROP COLUMN is_active, DROP COLUMN description`,
  `DROP TABLE tax_components`,
  `ALTER TABLE tax_groups DROP COLUMN is_reverse_charge`,
  // Without its packaging a pack's barcode would mean one piece.
  `DELETE FROM product_barcodes WHERE packaging_id IS NOT NULL`,
  `ALTER TABLE product_barcodes DROP CONSTRAINT ck_product_barcodes_main, DROP COLUMN packaging_id`,
  `DROP TABLE product_packagings`,
  `DROP TRIGGER tr_products_lifecycle_step ON products`,
  `DROP FUNCTION check_product_lifecycle_step()`,
  `DROP INDEX ix_products_attention, ix_products_attributes, ix_products_by_price`,
  `UPDATE products SET price = 0 WHERE price IS NULL`,
  `ALTER TABLE products DROP COLUMN requires_expiry, DROP COLUMN product_group_id, DROP COLUMN option_values,
    DROP COLUMN parent_id, DROP COLUMN kind, ALTER COLUMN price SET NOT NULL`,
  `CREATE INDEX ix_products_by_price ON products (price, id) WHERE lifecycle_status <> 'archived'`,
  `DROP TABLE product_groups`,
  `DROP TRIGGER tr_categories_path_below ON categories`,
  `DROP TRIGGER tr_categories_path ON categories`,
  `ALTER TABLE categories DROP COLUMN path`,
  ...['categories', 'product_groups'].flatMap((table) => [
    `DROP FUNCTION spread_${table}_path()`,
    `DROP FUNCTION set_${table}_path()`,
  ]),
];

/** Product groups, packagings, several tax rates, typed attributes and the life of a product in depth. */
export class DeepenCatalog1795300000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TREES, ...PRODUCTS, ...PACKAGINGS, ...TAXES, ...DICTIONARIES]) {
      await queryRunner.query(statement);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UNDO) await queryRunner.query(statement);
  }
}
