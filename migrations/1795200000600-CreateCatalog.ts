import type { MigrationInterface, QueryRunner } from 'typeorm';

const VERSIONED = `
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

const TABLES = [
  `CREATE TABLE units (
    id uuid NOT NULL CONSTRAINT pk_units PRIMARY KEY,
    code character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    symbol character varying(10) NOT NULL,
    kind character varying(10) NOT NULL,
    decimal_places integer NOT NULL,
    base_factor numeric(14,6) NOT NULL DEFAULT 1,
    is_system boolean NOT NULL DEFAULT false,
    ${VERSIONED},
    CONSTRAINT ck_units_kind CHECK (kind IN ('piece', 'weight', 'volume', 'length', 'area')),
    CONSTRAINT ck_units_decimal_places CHECK (decimal_places BETWEEN 0 AND 3),
    CONSTRAINT ck_units_whole_pieces CHECK (kind <> 'piece' OR decimal_places = 0),
    CONSTRAINT ck_units_base_factor CHECK (base_factor > 0)
  )`,
  `CREATE UNIQUE INDEX uq_units_code ON units (lower(code))`,

  `CREATE TABLE tax_groups (
    id uuid NOT NULL CONSTRAINT pk_tax_groups PRIMARY KEY,
    code character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    rate numeric(7,4) NOT NULL,
    prices_include_tax boolean,
    is_default boolean NOT NULL DEFAULT false,
    ${VERSIONED},
    CONSTRAINT ck_tax_groups_rate CHECK (rate BETWEEN 0 AND 100)
  )`,
  `CREATE UNIQUE INDEX uq_tax_groups_code ON tax_groups (lower(code))`,
  `CREATE UNIQUE INDEX uq_tax_groups_default ON tax_groups (is_default) WHERE is_default`,

  `CREATE TABLE brands (
    id uuid NOT NULL CONSTRAINT pk_brands PRIMARY KEY,
    name character varying(100) NOT NULL,
    description text,
    website character varying(2000),
    logo_url character varying(2000),
    is_active boolean NOT NULL DEFAULT true,
    ${VERSIONED}
  )`,
  `CREATE UNIQUE INDEX uq_brands_name ON brands (lower(name))`,

  `CREATE TABLE categories (
    id uuid NOT NULL CONSTRAINT pk_categories PRIMARY KEY,
    name character varying(100) NOT NULL,
    description text,
    parent_id uuid,
    sort_order integer NOT NULL DEFAULT 0,
    ${VERSIONED},
    CONSTRAINT fk_categories_parent FOREIGN KEY (parent_id) REFERENCES categories (id) ON DELETE RESTRICT,
    CONSTRAINT ck_categories_own_parent CHECK (parent_id <> id)
  )`,
  `CREATE UNIQUE INDEX uq_categories_name ON categories
    (COALESCE(parent_id, '00000000-0000-0000-0000-000000000000'::uuid), lower(name))`,
  `CREATE INDEX ix_categories_parent_id ON categories (parent_id)`,
  `CREATE INDEX ix_categories_name ON categories (lower(name))`,

  `CREATE TABLE products (
    id uuid NOT NULL CONSTRAINT pk_products PRIMARY KEY,
    sku character varying(64) NOT NULL,
    name character varying(255) NOT NULL,
    description text,
    price numeric(19,4) NOT NULL,
    cost_price numeric(19,4),
    category_id uuid,
    brand_id uuid,
    unit_id uuid NOT NULL,
    tax_group_id uuid,
    discount_id uuid,
    plu character varying(10),
    is_weighed boolean NOT NULL DEFAULT false,
    is_stocked boolean NOT NULL DEFAULT true,
    track_batches boolean NOT NULL DEFAULT false,
    track_serials boolean NOT NULL DEFAULT false,
    min_stock_level numeric(14,3) NOT NULL DEFAULT 0,
    image_url character varying(2000),
    lifecycle_status character varying(20) NOT NULL DEFAULT 'active',
    sales_blocked boolean NOT NULL DEFAULT false,
    purchase_blocked boolean NOT NULL DEFAULT false,
    attributes jsonb NOT NULL DEFAULT '{}',
    search_text text NOT NULL DEFAULT '',
    ${VERSIONED},
    CONSTRAINT fk_products_category FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE RESTRICT,
    CONSTRAINT fk_products_brand FOREIGN KEY (brand_id) REFERENCES brands (id) ON DELETE RESTRICT,
    CONSTRAINT fk_products_unit FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT,
    CONSTRAINT fk_products_tax_group FOREIGN KEY (tax_group_id) REFERENCES tax_groups (id) ON DELETE RESTRICT,
    CONSTRAINT ck_products_price CHECK (price >= 0),
    CONSTRAINT ck_products_cost_price CHECK (cost_price >= 0),
    CONSTRAINT ck_products_min_stock_level CHECK (min_stock_level >= 0),
    CONSTRAINT ck_products_plu CHECK (plu ~ '^[0-9]*[1-9][0-9]*$'),
    CONSTRAINT ck_products_lifecycle_status
      CHECK (lifecycle_status IN ('new', 'active', 'phase_out', 'discontinued', 'archived')),
    CONSTRAINT ck_products_attributes CHECK (jsonb_typeof(attributes) = 'object')
  )`,
  `CREATE UNIQUE INDEX uq_products_sku ON products (lower(sku))`,
  `CREATE UNIQUE INDEX uq_products_plu ON products (ltrim(plu, '0'))`,
  `CREATE INDEX ix_products_category_id ON products (category_id)`,
  `CREATE INDEX ix_products_brand_id ON products (brand_id)`,
  `CREATE INDEX ix_products_unit_id ON products (unit_id)`,
  `CREATE INDEX ix_products_tax_group_id ON products (tax_group_id)`,
  `CREATE INDEX ix_products_discount_id ON products (discount_id)`,
  `CREATE INDEX ix_products_by_name ON products (name, id) WHERE lifecycle_status <> 'archived'`,
  `CREATE INDEX ix_products_by_sku ON products (sku, id) WHERE lifecycle_status <> 'archived'`,
  `CREATE INDEX ix_products_by_price ON products (price, id) WHERE lifecycle_status <> 'archived'`,
  `CREATE INDEX ix_products_by_created_at ON products (created_at, id) WHERE lifecycle_status <> 'archived'`,
  `CREATE INDEX ix_products_leaving ON products (name, id) WHERE lifecycle_status <> 'active'`,
  `CREATE INDEX ix_products_watched ON products (name, id) WHERE min_stock_level > 0`,
  `CREATE INDEX ix_products_search ON products USING gin (search_text gin_trgm_ops)`,

  `CREATE TABLE product_barcodes (
    id uuid NOT NULL CONSTRAINT pk_product_barcodes PRIMARY KEY,
    product_id uuid NOT NULL,
    code character varying(48) NOT NULL,
    gtin character varying(48) NOT NULL,
    kind character varying(20) NOT NULL,
    is_primary boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT uq_product_barcodes_gtin UNIQUE (gtin),
    CONSTRAINT fk_product_barcodes_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT ck_product_barcodes_kind CHECK (kind IN
      ('ean_8', 'upc_e', 'upc_a', 'ean_13', 'gtin_14', 'weight_embedded', 'price_embedded', 'internal'))
  )`,
  `CREATE INDEX ix_product_barcodes_product_id ON product_barcodes (product_id, is_primary DESC, id)`,
  `CREATE UNIQUE INDEX uq_product_barcodes_primary ON product_barcodes (product_id) WHERE is_primary`,

  `CREATE TABLE product_lifecycle_changes (
    id uuid NOT NULL CONSTRAINT pk_product_lifecycle_changes PRIMARY KEY,
    product_id uuid NOT NULL,
    from_status character varying(20) NOT NULL,
    to_status character varying(20) NOT NULL,
    reason character varying(500),
    actor_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT fk_product_lifecycle_changes_product
      FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX ix_product_lifecycle_changes_product_id ON product_lifecycle_changes (product_id, created_at)`,

  `CREATE SEQUENCE product_sku_seq`,
];

// A word starts after a space, so that words too short for three-letter indexing can be matched by their start.
const SEARCH = [
  `CREATE FUNCTION set_product_search_text() RETURNS trigger LANGUAGE plpgsql AS $f$
   BEGIN
     NEW.search_text := lower(concat_ws(' ', '', NEW.name, NEW.sku, NEW.plu,
       (SELECT string_agg(CASE WHEN b.code = b.gtin THEN b.code ELSE b.code || ' ' || b.gtin END, ' ')
          FROM product_barcodes b WHERE b.product_id = NEW.id),
       NEW.description));
     RETURN NEW;
   END $f$`,
  `CREATE TRIGGER tr_products_search_text BEFORE INSERT OR UPDATE OF name, sku, plu, description, search_text
   ON products FOR EACH ROW EXECUTE FUNCTION set_product_search_text()`,
  `CREATE FUNCTION refresh_product_search_text() RETURNS trigger LANGUAGE plpgsql AS $f$
   BEGIN
     UPDATE products SET search_text = '' WHERE id IN (SELECT product_id FROM changed);
     RETURN NULL;
   END $f$`,
  `CREATE TRIGGER tr_product_barcodes_added AFTER INSERT ON product_barcodes
   REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_product_search_text()`,
  `CREATE TRIGGER tr_product_barcodes_removed AFTER DELETE ON product_barcodes
   REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_product_search_text()`,
];

const UNITS = `
  INSERT INTO units (id, code, name, symbol, kind, decimal_places, base_factor, is_system) VALUES
    ('00000000-0000-7000-8000-000000000601', 'pc', 'Piece', 'pc', 'piece', 0, 1, true),
    ('00000000-0000-7000-8000-000000000602', 'kg', 'Kilogram', 'kg', 'weight', 3, 1000, true),
    ('00000000-0000-7000-8000-000000000603', 'g', 'Gram', 'g', 'weight', 0, 1, true),
    ('00000000-0000-7000-8000-000000000604', 'l', 'Litre', 'l', 'volume', 3, 1000, true),
    ('00000000-0000-7000-8000-000000000605', 'ml', 'Millilitre', 'ml', 'volume', 0, 1, true),
    ('00000000-0000-7000-8000-000000000606', 'm', 'Metre', 'm', 'length', 3, 1, true)`;

/** Products, what describes them, and the codes by which a till finds them. */
export class CreateCatalog1795200000600 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...SEARCH, UNITS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP SEQUENCE product_sku_seq`);
    await queryRunner.query(
      `DROP TABLE product_lifecycle_changes, product_barcodes, products, categories, brands, tax_groups, units`,
    );
    await queryRunner.query(`DROP FUNCTION refresh_product_search_text()`);
    await queryRunner.query(`DROP FUNCTION set_product_search_text()`);
  }
}
