import { assertSupportedVersion } from './server-check.js';
import { StartupError } from './startup-error.js';

describe('assertSupportedVersion', () => {
  it.each([150000, 150017, 180001])('takes %i', (version) => {
    expect(() => assertSupportedVersion(version, '15')).not.toThrow();
  });

  it.each([149999, 90624])('refuses %i', (version) => {
    expect(() => assertSupportedVersion(version, '14.9')).toThrow(StartupError);
    expect(() => assertSupportedVersion(version, '14.9')).toThrow(
      'PostgreSQL 14.9 is too old, 15 or newer is needed',
    );
  });
});
