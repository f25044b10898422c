import { QueryFailedError } from 'typeorm';
import { serializeError } from './error-serializer.js';

describe('serializeError', () => {
  it('keeps what PostgreSQL says of itself, and none of what was typed', () => {
    const driverError = Object.assign(
      new Error('duplicate key value violates unique constraint "uq_users_email"'),
      {
        code: '23505',
        constraint: 'uq_users_email',
        detail: 'Key (email)=(ann@shop.example) already exists.',
        where: 'SQL statement with ann@shop.example',
      },
    );
    const error = new QueryFailedError('INSERT INTO users VALUES ($1)', ['ann@shop.example'], driverError);
    const logged = serializeError(error);
    expect(logged).toMatchObject({
      type: 'QueryFailedError',
      code: '23505',
      constraint: 'uq_users_email',
      query: 'INSERT INTO users VALUES ($1)',
      stack: expect.stringContaining('error-serializer.spec'),
    });
    expect(JSON.stringify(logged)).not.toContain('ann@shop.example');
  });

  it('tells causes', () => {
    const error = new Error('outer', { cause: new TypeError('inner') });
    expect(serializeError(error)).toMatchObject({
      message: 'outer',
      cause: { type: 'TypeError', message: 'inner' },
    });
  });

  it('passes on what is no error', () => {
    expect(serializeError('words')).toBe('words');
    expect(serializeError(undefined)).toBeUndefined();
  });
});
