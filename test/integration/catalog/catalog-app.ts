import type { Caller } from '../../../src/common/auth/caller.js';
import { expandPermissions } from '../../../src/common/auth/permissions.js';

export { startTestApp, type TestApp } from '../../support/test-app.js';

/** A caller who may do everything, for calling façades without HTTP. */
export function callerAs(userId: string): Caller {
  const actor = { id: userId, username: 'admin', role: 'admin', permissions: expandPermissions(['*']) };
  return { actor, request_id: 'test', ip: '127.0.0.1' };
}
