import { BadRequestException, HttpException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { StaleVersion, ValidationFailed } from '../errors/domain-error.js';
import { problemOf } from './problem.js';

function postgresError(code: string, message = 'from the server'): Error {
  return new QueryFailedError('SELECT secret', ['secret'], Object.assign(new Error(message), { code }));
}

describe('problemOf', () => {
  it('tells a domain error with its details and fields', () => {
    expect(
      problemOf(
        new ValidationFailed([{ field: 'a.0.b', code: 'IS_INT', message: 'b must be an integer' }]),
        'r1',
      ),
    ).toEqual({
      type: 'urn:opentill:problem:validation-failed',
      title: 'Not valid',
      status: 422,
      detail: 'Some fields are not valid: a.0.b.',
      code: 'VALIDATION_FAILED',
      request_id: 'r1',
      errors: [{ field: 'a.0.b', code: 'IS_INT', message: 'b must be an integer' }],
    });
    expect(problemOf(new StaleVersion(4), 'r2')).toMatchObject({
      status: 412,
      code: 'STALE_VERSION',
      current_version: 4,
    });
  });

  it.each([
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a server that is stopping', postgresError('57P01')],
    ['no connection left', postgresError('53300')],
    ['a statement that took too long', postgresError('57014')],
    ['a full disk', postgresError('53100')],
    ['a full pool', new Error('timeout exceeded when trying to connect')],
    [
      'a connection lost in a transaction',
      new Error('Query runner already released. Cannot run queries anymore.'),
    ],
  ])('%s is 503', (_, error) => {
    expect(problemOf(error, 'r')).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
  });

  it.each(['40P01', '40001', '55P03'])('%s, after all attempts, is 409', (state) => {
    expect(problemOf(postgresError(state), 'r')).toMatchObject({ status: 409, code: 'TRY_AGAIN' });
  });

  it.each([
    ['FST_ERR_CTP_INVALID_JSON_BODY', 400, 'MALFORMED_JSON'],
    ['FST_ERR_CTP_BODY_TOO_LARGE', 413, 'BODY_TOO_LARGE'],
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['FST_ERR_BAD_URL', 400, 'MALFORMED_URL'],
  ])('%s, bare or wrapped by Nest, is %i %s', (code, statusCode, expected) => {
    const bare = Object.assign(new Error('in its own words'), { code, statusCode });
    expect(problemOf(bare, 'r')).toMatchObject({ status: statusCode, code: expected });
    expect(problemOf(new HttpException('x', statusCode, { cause: bare }), 'r')).toMatchObject({
      status: statusCode,
      code: expected,
    });
  });

  it("keeps the words of Nest's own client errors", () => {
    expect(problemOf(new BadRequestException('no such thing'), 'r')).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
      detail: 'no such thing',
    });
  });

  it.each([
    [new TypeError('cannot read secret of undefined')],
    [postgresError('42P01')],
    [undefined],
    ['thrown text'],
    [null],
  ])('never tells what %p was about', (error) => {
    const problem = problemOf(error, 'r');
    expect(problem).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
    expect(JSON.stringify(problem)).not.toContain('secret');
    expect(JSON.stringify(problem)).not.toContain('SELECT');
  });
});
