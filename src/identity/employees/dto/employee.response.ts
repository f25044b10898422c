import type { Employee } from '../employee.entity.js';

export class EmployeeResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e22 */
  id: string;
  /** @example 1 */
  version: number;
  /** @example "Jane Roe" */
  name: string;
  /** @example Cashier */
  position: string;
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e11 */
  user_id: string | null;
  /** @example E-0042 */
  employee_code: string | null;
  /** @example 2026-03-01 */
  hire_date: string | null;
  is_active: boolean;
  /** @example 2026-11-01T08:00:00.000Z */
  created_at: Date;
  /** @example 2026-11-20T09:30:00.000Z */
  updated_at: Date;

  static from(employee: Employee): EmployeeResponse {
    return {
      id: employee.id,
      version: employee.version,
      name: employee.name,
      position: employee.position,
      user_id: employee.user_id,
      employee_code: employee.employee_code,
      hire_date: employee.hire_date,
      is_active: employee.is_active,
      created_at: employee.created_at,
      updated_at: employee.updated_at,
    };
  }
}
