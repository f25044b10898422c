import type { AppConfig, MailSettings, S3Settings } from './app-config.js';
import { StartupError } from './startup-error.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting is wrong or missing; the message is one line that names the variable. */
export class ConfigError extends StartupError {}

/** What the environment says before the database is known. */
export type Settings = Omit<AppConfig, 'database_url' | 'jwt_secret'> & {
  database_url?: string;
  jwt_secret?: string;
};

const MIN_SECRET_LENGTH = 32;

function text(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? undefined : value;
}

function integer(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^-?\d+$/.test(value) || number < min || number > max) {
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${value}"`);
  }
  return number;
}

function oneOf<T extends string>(env: Environment, name: string, fallback: T, allowed: readonly T[]): T {
  const value = text(env, name) ?? fallback;
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new ConfigError(`${name} must be one of ${allowed.join(', ')}, not "${value}"`);
  return found;
}

function databaseUrl(env: Environment): string | undefined {
  const value = text(env, 'DATABASE_URL');
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    throw new ConfigError('DATABASE_URL must look like postgresql://user:password@host:5432/database');
  }
  return value;
}

/** JWT_SECRET, or SECRET_KEY as the seeds call it. */
function jwtSecret(env: Environment): string | undefined {
  const name = text(env, 'JWT_SECRET') === undefined ? 'SECRET_KEY' : 'JWT_SECRET';
  const value = text(env, name);
  if (value !== undefined && value.length < MIN_SECRET_LENGTH) {
    throw new ConfigError(`${name} must have at least ${MIN_SECRET_LENGTH} characters`);
  }
  return value;
}

function adminPassword(env: Environment): string | undefined {
  const value = text(env, 'ADMIN_PASSWORD');
  if (value !== undefined && (value.length < 8 || Buffer.byteLength(value) > 72)) {
    throw new ConfigError('ADMIN_PASSWORD must have 8 characters or more and at most 72 bytes');
  }
  return value;
}

function adminUsername(env: Environment): string | undefined {
  const value = text(env, 'ADMIN_USERNAME');
  if (value !== undefined && !/^[A-Za-z0-9_]{3,20}$/.test(value)) {
    throw new ConfigError('ADMIN_USERNAME must be 3 to 20 letters, digits or underscores');
  }
  return value;
}

function corsOrigins(env: Environment): string[] {
  const origins = (text(env, 'CORS_ORIGINS') ?? '').split(',').map((origin) => origin.trim());
  for (const origin of origins.filter((each) => each !== '' && each !== '*')) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new ConfigError(`CORS_ORIGINS must list origins such as https://shop.example, not "${origin}"`);
    }
  }
  return origins.filter((origin) => origin !== '');
}

const S3_VARIABLES = ['ENDPOINT', 'REGION', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'FORCE_PATH_STYLE'];

/** Undefined without STORAGE_S3_BUCKET: then files are kept in DATA_DIR. */
function s3Settings(env: Environment): S3Settings | undefined {
  const bucket = text(env, 'STORAGE_S3_BUCKET');
  const [endpoint, region, access_key_id, secret_access_key] = S3_VARIABLES.map((name) =>
    text(env, `STORAGE_S3_${name}`),
  );
  if (bucket === undefined) {
    const stray = S3_VARIABLES.find((name) => text(env, `STORAGE_S3_${name}`) !== undefined);
    if (stray === undefined) return undefined;
    throw new ConfigError(`STORAGE_S3_BUCKET must be set together with STORAGE_S3_${stray}`);
  }
  if (endpoint !== undefined && !/^https?:\/\/[^/?#]+\/?$/.test(endpoint)) {
    throw new ConfigError(`STORAGE_S3_ENDPOINT must look like https://s3.example:9000, not "${endpoint}"`);
  }
  if ((access_key_id === undefined) !== (secret_access_key === undefined)) {
    throw new ConfigError('STORAGE_S3_ACCESS_KEY_ID and STORAGE_S3_SECRET_ACCESS_KEY must be set together');
  }
  const pathStyle = endpoint === undefined ? 'false' : 'true';
  return {
    bucket,
    endpoint,
    region: region ?? 'us-east-1',
    access_key_id,
    secret_access_key,
    force_path_style: oneOf(env, 'STORAGE_S3_FORCE_PATH_STYLE', pathStyle, ['true', 'false']) === 'true',
  };
}

/** Undefined without SMTP_URL: then no mail is sent. The message never shows the value: it holds a password. */
function mailSettings(env: Environment): MailSettings | undefined {
  const smtp_url = text(env, 'SMTP_URL');
  const from = text(env, 'MAIL_FROM');
  if (smtp_url === undefined && from === undefined) return undefined;
  if (smtp_url === undefined || from === undefined) {
    throw new ConfigError('SMTP_URL and MAIL_FROM must be set together');
  }
  const url = URL.canParse(smtp_url) ? new URL(smtp_url) : undefined;
  if (url === undefined || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new ConfigError('SMTP_URL must look like smtp://user:password@mail.example:587');
  }
  if (!/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from)) {
    throw new ConfigError(`MAIL_FROM must be an address such as "Shop <orders@shop.example>", not "${from}"`);
  }
  return { smtp_url, from };
}

/** Reads and checks every variable. Throws ConfigError for the first that is wrong. */
export function readSettings(env: Environment): Settings {
  return {
    node_env: oneOf(env, 'NODE_ENV', 'development', ['production', 'development', 'test']),
    host: text(env, 'HOST') ?? '0.0.0.0',
    port: integer(env, 'PORT', 8000, 0, 65_535),
    database_url: databaseUrl(env),
    database_pool_size: integer(env, 'DATABASE_POOL_SIZE', 20, 2, 500),
    data_dir: text(env, 'DATA_DIR') ?? '.data',
    s3: s3Settings(env),
    mail: mailSettings(env),
    jwt_secret: jwtSecret(env),
    access_token_minutes: integer(env, 'ACCESS_TOKEN_MINUTES', 30, 1, 1440),
    refresh_token_days: integer(env, 'REFRESH_TOKEN_DAYS', 30, 1, 365),
    bcrypt_rounds: integer(env, 'BCRYPT_ROUNDS', 11, 4, 15),
    admin_username: adminUsername(env),
    admin_password: adminPassword(env),
    cors_origins: corsOrigins(env),
    trust_proxy: oneOf(env, 'TRUST_PROXY', 'false', ['true', 'false']) === 'true',
    body_limit_bytes: integer(env, 'BODY_LIMIT_BYTES', 1_048_576, 1024, 104_857_600),
    rate_limit_per_minute: integer(env, 'RATE_LIMIT_PER_MINUTE', 3000, 0, 10_000_000),
    auth_rate_limit_per_minute: integer(env, 'AUTH_RATE_LIMIT_PER_MINUTE', 60, 0, 10_000_000),
    log_level: oneOf(env, 'LOG_LEVEL', 'info', [
      'fatal',
      'error',
      'warn',
      'info',
      'debug',
      'trace',
      'silent',
    ]),
    metrics_token: text(env, 'METRICS_TOKEN'),
    job_concurrency: integer(env, 'JOB_CONCURRENCY', 2, 0, 100),
    shutdown_timeout_seconds: integer(env, 'SHUTDOWN_TIMEOUT_SECONDS', 20, 1, 600),
  };
}
