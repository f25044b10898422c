import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { stringify } from 'csv-stringify';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { writeCell } from '../imports/domain/cells.js';
import { COLUMN_NAMES, PATH_SEPARATOR, type Column } from '../imports/domain/columns.js';
import type { ImportFormat } from '../imports/product-import.entity.js';

const ROWS_AT_ONCE = 1000;

const PAGE = `
  WITH RECURSIVE page AS MATERIALIZED (
    SELECT * FROM products p WHERE p.id > $1::uuid AND ($2::boolean OR p.lifecycle_status <> 'archived')
    ORDER BY p.id LIMIT ${ROWS_AT_ONCE}),
  -- The names on the way up from each category of the page.
  way (category_id, parent_id, path) AS (
    SELECT c.id, c.parent_id, c.name::text FROM categories c WHERE c.id IN (SELECT category_id FROM page)
    UNION ALL
    SELECT w.category_id, c.parent_id, c.name || '${PATH_SEPARATOR}' || w.path
    FROM way w JOIN categories c ON c.id = w.parent_id)
  SELECT p.id, p.sku, p.name, p.description, p.kind, p.price::float8 AS price, p.cost_price::float8 AS cost_price,
    w.path AS category, g.code AS product_group, b.name AS brand,
    ARRAY(SELECT c.code::text FROM product_barcodes c WHERE c.product_id = p.id AND c.packaging_id IS NULL
          ORDER BY c.is_primary DESC, c.id) AS barcodes,
    p.plu, u.code AS unit, t.code AS tax_group, p.is_weighed, p.is_stocked, p.track_batches, p.track_serials,
    p.requires_expiry, p.min_stock_level::float8 AS min_stock_level, p.lifecycle_status, p.sales_blocked,
    p.purchase_blocked, p.image_url, p.attributes
  FROM page p JOIN units u ON u.id = p.unit_id LEFT JOIN way w ON w.category_id = p.category_id AND w.parent_id IS NULL
    LEFT JOIN product_groups g ON g.id = p.product_group_id LEFT JOIN brands b ON b.id = p.brand_id
    LEFT JOIN tax_groups t ON t.id = p.tax_group_id
  ORDER BY p.id`;

type ExportRow = Record<Column, unknown> & { id: string };

const FIRST = '00000000-0000-0000-0000-000000000000';

/** All products as a file that an import takes back unchanged. */
@Injectable()
export class ProductExport {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** A stream, a page at a time, oldest product first. Costs are left out for those who may not see them. */
  stream(format: ImportFormat, options: { can_see_costs: boolean; with_archived: boolean }): Readable {
    const columns = COLUMN_NAMES.filter((column) => column !== 'cost_price' || options.can_see_costs);
    const rows = this.rows(options.with_archived);
    return format === 'csv' ? csv(rows, columns) : Readable.from(ndjson(rows, columns));
  }

  private async *rows(withArchived: boolean): AsyncGenerator<ExportRow> {
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      const page: ExportRow[] = await query<ExportRow>(this.dataSource, PAGE, [after, withArchived]);
      yield* page;
      after = page.at(-1)?.id;
    }
  }
}

function csv(rows: AsyncIterable<ExportRow>, columns: readonly Column[]): Readable {
  const cells = async function* (): AsyncGenerator<string[]> {
    for await (const row of rows) yield columns.map((column) => writeCell(column, row[column]));
  };
  const source = Readable.from(cells());
  const file = stringify({ header: true, columns: [...columns], record_delimiter: '\r\n' });
  source.once('error', (error) => file.destroy(error));
  return source.pipe(file);
}

async function* ndjson(rows: AsyncIterable<ExportRow>, columns: readonly Column[]): AsyncGenerator<string> {
  for await (const row of rows) {
    yield `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]])))}\n`;
  }
}
