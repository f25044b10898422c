import { redact, REDACTED } from './redact.js';

describe('redact', () => {
  it('hides fields with telling names however deep they are, and nothing else', () => {
    const logged = {
      username: 'ann',
      password: 'hunter2',
      headers: { Authorization: 'Bearer x', 'x-api-key': 'k', 'Set-Cookie': 'c', accept: 'application/json' },
      users: [{ pin: '1234', new_password: 'p', refresh_token: 't', spinach: 'green', pinned: true }],
      jwt_secret: { any: 'shape' },
      mail: { smtp_url: 'smtp://me:secret@mail.example', from: 'shop@mail.example' },
    };
    expect(redact(logged)).toEqual({
      username: 'ann',
      password: REDACTED,
      headers: {
        Authorization: REDACTED,
        'x-api-key': REDACTED,
        'Set-Cookie': REDACTED,
        accept: 'application/json',
      },
      users: [
        { pin: REDACTED, new_password: REDACTED, refresh_token: REDACTED, spinach: 'green', pinned: true },
      ],
      jwt_secret: REDACTED,
      mail: { smtp_url: REDACTED, from: 'shop@mail.example' },
    });
    expect(logged.password).toBe('hunter2');
  });

  it('leaves what is no plain object as it is', () => {
    const error = new Error('x');
    const at = new Date(0);
    expect(redact({ err: error, at })).toEqual({ err: error, at });
    expect(redact({ err: error }).err).toBe(error);
  });

  it('does not follow circles for ever', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(() => redact(circle)).not.toThrow();
  });
});
