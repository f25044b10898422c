import type { SortKey } from '../../common/http/list/list-rows.js';

export function partnerSort(alias: string): Record<string, SortKey> {
  return {
    name: { sql: `${alias}.name`, type: 'text' },
    code: { sql: `${alias}.code`, type: 'text' },
    created_at: { sql: `${alias}.created_at`, type: 'timestamptz' },
  };
}
