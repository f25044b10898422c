import { ConfigError, readSettings } from './env.js';

describe('readSettings', () => {
  it('runs with nothing set', () => {
    expect(readSettings({})).toMatchObject({
      port: 8000,
      host: '0.0.0.0',
      database_url: undefined,
      jwt_secret: undefined,
      cors_origins: [],
      trust_proxy: false,
      rate_limit_per_minute: 3000,
    });
  });

  it('takes blank values for absent ones', () => {
    expect(readSettings({ PORT: ' ', DATABASE_URL: '', METRICS_TOKEN: '' })).toMatchObject({
      port: 8000,
      database_url: undefined,
    });
  });

  it('reads JWT_SECRET, or SECRET_KEY under its old name', () => {
    const secret = 'x'.repeat(32);
    expect(readSettings({ JWT_SECRET: secret }).jwt_secret).toBe(secret);
    expect(readSettings({ SECRET_KEY: secret }).jwt_secret).toBe(secret);
    expect(readSettings({ JWT_SECRET: secret, SECRET_KEY: 'short' }).jwt_secret).toBe(secret);
  });

  it('reads a list of origins', () => {
    expect(readSettings({ CORS_ORIGINS: 'https://a.example, http://localhost:3000' }).cors_origins).toEqual([
      'https://a.example',
      'http://localhost:3000',
    ]);
    expect(readSettings({ CORS_ORIGINS: '*' }).cors_origins).toEqual(['*']);
  });

  it('sends mail only with a server and a sender, and never shows the server', () => {
    expect(readSettings({}).mail).toBeUndefined();
    const mail = { SMTP_URL: 'smtp://me:s3cret@mail.example:587', MAIL_FROM: 'Shop <shop@mail.example>' };
    expect(readSettings(mail).mail).toEqual({ smtp_url: mail.SMTP_URL, from: mail.MAIL_FROM });
    expect(() => readSettings({ SMTP_URL: mail.SMTP_URL })).toThrow('SMTP_URL and MAIL_FROM');
    expect(() => readSettings({ MAIL_FROM: mail.MAIL_FROM })).toThrow('SMTP_URL and MAIL_FROM');
    expect(() => readSettings({ ...mail, MAIL_FROM: 'Shop' })).toThrow('MAIL_FROM');
    const wrong = { ...mail, SMTP_URL: 'https://me:s3cret@mail.example' };
    expect(() => readSettings(wrong)).toThrow(ConfigError);
    expect(() => readSettings(wrong)).not.toThrow(/s3cret/);
  });

  it('keeps files in a bucket only when there is one', () => {
    expect(readSettings({}).s3).toBeUndefined();
    expect(readSettings({ STORAGE_S3_BUCKET: 'shop' }).s3).toEqual({
      bucket: 'shop',
      region: 'us-east-1',
      force_path_style: false,
    });
    const minio = {
      STORAGE_S3_BUCKET: 'shop',
      STORAGE_S3_ENDPOINT: 'http://minio:9000',
      STORAGE_S3_REGION: 'eu-central-1',
      STORAGE_S3_ACCESS_KEY_ID: 'key',
      STORAGE_S3_SECRET_ACCESS_KEY: 'secret',
    };
    expect(readSettings(minio).s3).toEqual({
      bucket: 'shop',
      endpoint: 'http://minio:9000',
      region: 'eu-central-1',
      access_key_id: 'key',
      secret_access_key: 'secret',
      force_path_style: true,
    });
    expect(() => readSettings({ ...minio, STORAGE_S3_FORCE_PATH_STYLE: 'no' })).toThrow(
      'STORAGE_S3_FORCE_PATH_STYLE',
    );
    expect(() => readSettings({ ...minio, STORAGE_S3_ENDPOINT: 'minio:9000' })).toThrow(
      'STORAGE_S3_ENDPOINT',
    );
    expect(() => readSettings({ ...minio, STORAGE_S3_SECRET_ACCESS_KEY: '' })).toThrow(
      'STORAGE_S3_SECRET_ACCESS_KEY',
    );
    expect(() => readSettings({ ...minio, STORAGE_S3_BUCKET: '' })).toThrow(/^STORAGE_S3_BUCKET must be set/);
  });

  it.each([
    ['PORT', '80.5'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '0x50'],
    ['DATABASE_POOL_SIZE', '1'],
    ['DATABASE_URL', 'not a url'],
    ['DATABASE_URL', 'http://localhost/shop'],
    ['JWT_SECRET', 'x'.repeat(31)],
    ['SECRET_KEY', 'x'.repeat(31)],
    ['ADMIN_USERNAME', 'a b'],
    ['ADMIN_PASSWORD', 'é'.repeat(40)],
    ['CORS_ORIGINS', 'https://a.example/path'],
    ['NODE_ENV', 'staging'],
    ['RATE_LIMIT_PER_MINUTE', 'many'],
    ['BCRYPT_ROUNDS', '3'],
  ])('refuses %s=%s in one line that names it', (name, value) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
  });
});
