import type { MigrationInterface, QueryRunner } from 'typeorm';

const MUTABLE = `
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

/** Users, their roles and sessions, API keys, employees; and the five roles every system starts with. */
export class CreateIdentity1795200000400 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE roles (${MUTABLE},
        name character varying(50) NOT NULL,
        description character varying(500),
        permissions jsonb NOT NULL,
        is_system boolean NOT NULL DEFAULT false,
        CONSTRAINT pk_roles PRIMARY KEY (id),
        CONSTRAINT ck_roles_permissions CHECK (jsonb_typeof(permissions) = 'array')
      )`);
    await queryRunner.query(`CREATE UNIQUE INDEX uq_roles_name ON roles (lower(name))`);
    await queryRunner.query(`
      INSERT INTO roles (id, name, description, permissions, is_system) VALUES
        ('00000000-0000-7000-8000-000000000001', 'admin', 'Everything', '["*"]', true),
        ('00000000-0000-7000-8000-000000000002', 'manager', 'Runs a shop',
          '["read", "write", "pos", "reports", "inventory",
            "sales:void", "sales:refund", "sales:override_price", "sales:discount"]', true),
        ('00000000-0000-7000-8000-000000000003', 'cashier', 'Sells at a register', '["read", "pos"]', true),
        ('00000000-0000-7000-8000-000000000004', 'inventory_officer', 'Keeps the stock', '["read", "inventory"]', true),
        ('00000000-0000-7000-8000-000000000005', 'user', 'Looks, changes nothing', '["read"]', true)`);

    await queryRunner.query(`
      CREATE TABLE users (${MUTABLE},
        username character varying(20) NOT NULL,
        password_hash character varying(60) NOT NULL,
        email character varying(254),
        full_name character varying(200),
        phone_number character varying(50),
        role_id uuid NOT NULL,
        is_active boolean NOT NULL DEFAULT true,
        last_login_at timestamptz,
        anonymised_at timestamptz,
        CONSTRAINT pk_users PRIMARY KEY (id),
        CONSTRAINT fk_users_role FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE RESTRICT,
        CONSTRAINT ck_users_username CHECK (username ~ '^[A-Za-z0-9_]{3,20}$'),
        CONSTRAINT ck_users_anonymised CHECK (anonymised_at IS NULL OR NOT is_active)
      )`);
    await queryRunner.query(`CREATE UNIQUE INDEX uq_users_username ON users (lower(username))`);
    await queryRunner.query(`CREATE UNIQUE INDEX uq_users_email ON users (lower(email))`);
    await queryRunner.query(`CREATE INDEX ix_users_role_id ON users (role_id)`);

    await queryRunner.query(`
      CREATE TABLE sessions (
        id uuid NOT NULL,
        user_id uuid NOT NULL,
        ip character varying(45),
        user_agent character varying(300),
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_sessions PRIMARY KEY (id),
        CONSTRAINT fk_sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await queryRunner.query(`CREATE INDEX ix_sessions_user_id ON sessions (user_id)`);
    await queryRunner.query(`CREATE INDEX ix_sessions_expires_at ON sessions (expires_at)`);

    await queryRunner.query(`
      CREATE TABLE refresh_tokens (
        token_hash character varying(64) NOT NULL,
        session_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        rotated_at timestamptz,
        CONSTRAINT pk_refresh_tokens PRIMARY KEY (token_hash),
        CONSTRAINT fk_refresh_tokens_session FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
      )`);
    await queryRunner.query(`CREATE INDEX ix_refresh_tokens_session_id ON refresh_tokens (session_id)`);
    await queryRunner.query(`CREATE INDEX ix_refresh_tokens_expires_at ON refresh_tokens (expires_at)`);

    await queryRunner.query(`
      CREATE TABLE login_failures (
        username character varying(100) NOT NULL,
        failures integer NOT NULL,
        last_failed_at timestamptz NOT NULL,
        locked_until timestamptz,
        CONSTRAINT pk_login_failures PRIMARY KEY (username)
      )`);

    await queryRunner.query(`
      CREATE TABLE api_keys (${MUTABLE},
        name character varying(100) NOT NULL,
        prefix character varying(20) NOT NULL,
        key_hash character varying(64) NOT NULL,
        permissions jsonb NOT NULL,
        user_id uuid NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT pk_api_keys PRIMARY KEY (id),
        CONSTRAINT uq_api_keys_key_hash UNIQUE (key_hash),
        CONSTRAINT fk_api_keys_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT ck_api_keys_permissions CHECK (jsonb_typeof(permissions) = 'array')
      )`);
    await queryRunner.query(`CREATE INDEX ix_api_keys_user_id ON api_keys (user_id)`);

    await queryRunner.query(`
      CREATE TABLE employees (${MUTABLE},
        name character varying(200) NOT NULL,
        position character varying(100) NOT NULL,
        user_id uuid,
        employee_code character varying(50),
        hire_date date,
        is_active boolean NOT NULL DEFAULT true,
        CONSTRAINT pk_employees PRIMARY KEY (id),
        CONSTRAINT uq_employees_user_id UNIQUE (user_id),
        CONSTRAINT uq_employees_employee_code UNIQUE (employee_code),
        CONSTRAINT fk_employees_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const tables = [
      'employees',
      'api_keys',
      'login_failures',
      'refresh_tokens',
      'sessions',
      'users',
      'roles',
    ];
    for (const table of tables) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
