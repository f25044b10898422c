/** A bucket of an S3-compatible service. Without keys, the machine's own credentials are used. */
export interface S3Settings {
  readonly bucket: string;
  /** Amazon's when absent. */
  readonly endpoint?: string;
  readonly region: string;
  readonly access_key_id?: string;
  readonly secret_access_key?: string;
  /** The bucket in the path of the address rather than in its host name. */
  readonly force_path_style: boolean;
}

/** Through which server mail goes out, and in whose name. */
export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`; a secret. */
  readonly smtp_url: string;
  readonly from: string;
}

/** Everything that the environment decides, validated once and never changed. Injected wherever it is needed. */
export class AppConfig {
  readonly node_env: 'production' | 'development' | 'test';
  readonly host: string;
  readonly port: number;
  /** Set once the database is known: given, or the embedded server's own. */
  readonly database_url: string;
  readonly database_pool_size: number;
  readonly data_dir: string;
  /** Where files go instead of DATA_DIR. */
  readonly s3?: S3Settings;
  /** Absent: no mail is sent. */
  readonly mail?: MailSettings;
  readonly jwt_secret: string;
  readonly access_token_minutes: number;
  readonly refresh_token_days: number;
  readonly bcrypt_rounds: number;
  readonly admin_username?: string;
  readonly admin_password?: string;
  readonly cors_origins: readonly string[];
  readonly trust_proxy: boolean;
  readonly body_limit_bytes: number;
  /** Requests a minute and client; 0 turns the limit off. */
  readonly rate_limit_per_minute: number;
  /** Logins, registrations and token refreshes a minute and client; off when either limit is 0. */
  readonly auth_rate_limit_per_minute: number;
  readonly log_level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly metrics_token?: string;
  /** Jobs that this process runs at once; 0 leaves them to other processes. */
  readonly job_concurrency: number;
  readonly shutdown_timeout_seconds: number;

  constructor(values: AppConfig) {
    Object.assign(this, values);
    Object.freeze(this);
  }
}
