export { serveDocs } from './docs/serve-docs.js';
export { measureRequests } from './metrics/measure-requests.js';
export { describeApi } from './openapi/describe-api.js';
export { SystemModule } from './system.module.js';
