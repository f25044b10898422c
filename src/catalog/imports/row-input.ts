import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { flattenErrors } from '../../common/http/validation/validation.pipe.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { SaveProductDto } from '../products/dto/save-product.dto.js';
import { UpdateProductDto } from '../products/dto/update-product.dto.js';
import { PATH_SEPARATOR, isColumn } from './domain/columns.js';
import type { RowProblem } from './domain/verdict.js';

/** What a row says: the product as a client would send it, and what a file names instead of giving its id. */
export interface RowInput {
  body: UpdateProductDto;
  names: {
    category?: string | null;
    brand?: string | null;
    tax_group?: string | null;
    product_group?: string | null;
  };
}

const NAMES = ['category', 'brand', 'tax_group', 'product_group'] as const;
const MAX_NAME = 100;

/** A problem with the value that caused it, so that a row can be put right without the file at hand. */
export function rowProblem(
  record: Record<string, unknown>,
  { field, code, message }: FieldError,
): RowProblem {
  const top = field.split('.')[0]!;
  return { field, value: record[top] ?? null, code, message };
}

function nameProblems(record: Record<string, unknown>): FieldError[] {
  return NAMES.flatMap((field) => {
    const value = record[field];
    if (value === undefined || value === null) return [];
    const parts =
      typeof value !== 'string' ? [] : field === 'category' ? value.split(PATH_SEPARATOR.trim()) : [value];
    const isSound =
      parts.length > 0 && parts.every((part) => part.trim() !== '' && part.trim().length <= MAX_NAME);
    const message = `${field} must be text of 1 to ${MAX_NAME} characters`;
    return isSound ? [] : [{ field, code: 'IS_TEXT', message }];
  });
}

function unknownFields(record: Record<string, unknown>): FieldError[] {
  return Object.keys(record)
    .filter((field) => !isColumn(field))
    .map((field) => ({ field, code: 'UNKNOWN_FIELD', message: `${field} is no column of a product file.` }));
}

/** Reads a row by the very rules of `POST /v1/products` (a new SKU) or `PATCH /v1/products/{id}` (a known one). */
export function readRow(
  record: Record<string, unknown>,
  isNew: boolean,
): { input: RowInput; problems: RowProblem[] } {
  const { category, brand, tax_group, product_group, ...fields } = record;
  const body = plainToInstance(isNew ? SaveProductDto : UpdateProductDto, fields);
  const wrong = [...unknownFields(record), ...nameProblems(record), ...flattenErrors(validateSync(body))];
  const names = { category, brand, tax_group, product_group } as RowInput['names'];
  return { input: { body, names }, problems: wrong.map((error) => rowProblem(record, error)) };
}
