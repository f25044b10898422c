import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import { deletedUnlessReferenced } from '../../common/database/still-referenced.js';
import { runInTransaction } from '../../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../../common/database/update-versioned.js';
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import { containing } from '../../common/database/like.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { EmployeeCodeTaken, UserHasEmployee } from '../identity.errors.js';
import type { EmployeeListQuery } from './dto/employee-list.query.dto.js';
import type { SaveEmployeeDto, UpdateEmployeeDto } from './dto/save-employee.dto.js';
import { Employee } from './employee.entity.js';

function refusal(error: unknown, { employee_code, user_id }: UpdateEmployeeDto): unknown {
  if (violates(error, 'uq_employees_employee_code')) return new EmployeeCodeTaken(employee_code ?? '');
  if (violates(error, 'uq_employees_user_id')) return new UserHasEmployee(user_id ?? '');
  if (violates(error, 'fk_employees_user')) {
    return new InvalidField('user_id', 'UNKNOWN_USER', `There is no user ${user_id}.`);
  }
  return error;
}

@Injectable()
export class EmployeesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  list(request: EmployeeListQuery): Promise<Page<Employee>> {
    const plan: ListPlan = {
      select: `id, version, name, position, user_id, employee_code, to_char(hire_date, 'YYYY-MM-DD') AS hire_date,
               is_active, created_at, updated_at`,
      from: 'employees',
      ...askedConditions([
        ['is_active =', request.is_active],
        ['user_id =', request.user_id],
        [`concat_ws(' ', name, position, employee_code) ILIKE`, containing(request.q)],
      ]),
      sortable: {
        name: { sql: 'lower(name)', type: 'text' },
        created_at: { sql: 'created_at', type: 'timestamptz' },
      },
      default_sort: 'name',
      id: 'id',
    };
    return listRows<Employee>(this.dataSource, plan, request);
  }

  async get(id: string): Promise<Employee> {
    const employee = await this.dataSource.manager.findOneBy(Employee, { id });
    if (employee === null) throw new NotFound('employee', id);
    return employee;
  }

  /** Throws EmployeeCodeTaken, UserHasEmployee and UNKNOWN_USER. */
  async create(dto: SaveEmployeeDto, caller: Caller): Promise<Employee> {
    return runInTransaction(this.dataSource, async (tx) => {
      const unset = { user_id: null, employee_code: null, hire_date: null, is_active: true };
      const made = tx.create(Employee, { id: newId(), ...unset, ...dto });
      const employee = await tx.save(made).catch((error: unknown) => {
        throw refusal(error, dto);
      });
      const subject = { subject_type: 'employee', subject_id: employee.id };
      await this.audit.record(tx, caller, { ...subject, action: 'employee.created', after: employee });
      return employee;
    });
  }

  /** Throws as `create` does. */
  async update(id: string, dto: UpdateEmployeeDto, caller: Caller, version?: number): Promise<Employee> {
    const target = { entity: Employee, what: 'employee', id, expectedVersion: version };
    return runInTransaction(this.dataSource, async (tx) => {
      const { before, after } = await updateVersioned(tx, target, { ...dto }).catch((error: unknown) => {
        throw refusal(error, dto);
      });
      const subject = { subject_type: 'employee', subject_id: id };
      await this.audit.record(tx, caller, { ...subject, action: 'employee.updated', before, after });
      return after;
    });
  }

  /** Deletes the employee, or, when documents refer to it, deactivates it. */
  async remove(id: string, caller: Caller, version?: number): Promise<void> {
    const target = { entity: Employee, what: 'employee', id, expectedVersion: version };
    await runInTransaction(this.dataSource, async (tx) => {
      const before = await lockVersioned(tx, target);
      const isGone = await deletedUnlessReferenced(tx, (inner) => inner.delete(Employee, { id }));
      if (!isGone) await updateVersioned(tx, target, { is_active: false });
      const action = isGone ? 'employee.deleted' : 'employee.deactivated';
      await this.audit.record(tx, caller, { action, subject_type: 'employee', subject_id: id, before });
    });
  }
}
