import type { MigrationInterface, QueryRunner } from 'typeorm';

const VERSIONED = `
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

const FILES = [
  `CREATE TABLE unclaimed_files (
    key character varying(300) NOT NULL CONSTRAINT pk_unclaimed_files PRIMARY KEY,
    delete_after timestamptz NOT NULL
  )`,
  `CREATE INDEX ix_unclaimed_files_delete_after ON unclaimed_files (delete_after)`,
];

const IMAGES = [
  `CREATE TABLE product_images (
    id uuid NOT NULL CONSTRAINT pk_product_images PRIMARY KEY,
    product_id uuid NOT NULL,
    content_hash character(64) NOT NULL,
    files jsonb NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    alt_text character varying(300),
    position integer NOT NULL,
    ${VERSIONED},
    CONSTRAINT uq_product_images_content UNIQUE (product_id, content_hash),
    CONSTRAINT uq_product_images_position UNIQUE (product_id, position) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_product_images_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT ck_product_images_files CHECK (jsonb_typeof(files) = 'array'),
    CONSTRAINT ck_product_images_size CHECK (width > 0 AND height > 0),
    CONSTRAINT ck_product_images_position CHECK (position >= 0)
  )`,
  // However the row goes, with its product too, its files are left to the sweep.
  `CREATE FUNCTION leave_image_files() RETURNS trigger LANGUAGE plpgsql AS $f$
   BEGIN
     INSERT INTO unclaimed_files (key, delete_after)
     SELECT file ->> 'key', now() FROM gone, jsonb_array_elements(gone.files) AS file
     ON CONFLICT (key) DO NOTHING;
     RETURN NULL;
   END $f$`,
  `CREATE TRIGGER tr_product_images_files AFTER DELETE ON product_images
   REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leave_image_files()`,
];

const REVIEWS = [
  `CREATE TABLE product_reviews (
    id uuid NOT NULL CONSTRAINT pk_product_reviews PRIMARY KEY,
    product_id uuid NOT NULL,
    user_id uuid NOT NULL,
    rating integer NOT NULL,
    title character varying(100),
    comment character varying(5000),
    is_hidden boolean NOT NULL DEFAULT false,
    hidden_reason character varying(500),
    ${VERSIONED},
    CONSTRAINT uq_product_reviews_user UNIQUE (product_id, user_id),
    CONSTRAINT fk_product_reviews_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_product_reviews_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT ck_product_reviews_rating CHECK (rating BETWEEN 1 AND 5),
    CONSTRAINT ck_product_reviews_hidden_reason CHECK (is_hidden OR hidden_reason IS NULL)
  )`,
  `CREATE INDEX ix_product_reviews_by_time ON product_reviews (product_id, created_at, id)`,
  `CREATE INDEX ix_product_reviews_user_id ON product_reviews (user_id)`,
  // Identity's published read model: what a user is called, also once anonymised.
  `CREATE VIEW user_names AS SELECT id AS user_id, username FROM users`,
  `CREATE VIEW product_ratings AS
    SELECT product_id, round(avg(rating), 2) AS average_rating, count(*)::integer AS review_count
    FROM product_reviews WHERE NOT is_hidden GROUP BY product_id`,
];

/** Images and reviews of products, and the files that nothing refers to any more. */
export class CreateProductMedia1795300000160 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...FILES, ...IMAGES, ...REVIEWS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP VIEW product_ratings, user_names`);
    await queryRunner.query(`DROP TABLE product_reviews, product_images, unclaimed_files`);
    await queryRunner.query(`DROP FUNCTION leave_image_files()`);
  }
}
