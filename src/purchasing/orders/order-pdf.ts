import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Queryable } from '../../common/database/statement.js';
import { LocationDirectory } from '../../locations/index.js';
import { SupplierQueries } from '../../partners/index.js';
import { drawOrder } from './order-sheet.js';
import { OrderStore } from './order-store.js';

/** An order as a file for its supplier. */
export interface OrderFile {
  name: string;
  number: string;
  supplier_name: string;
  sender_name: string;
  content: Buffer;
}

/** Prints orders for their suppliers. */
@Injectable()
export class OrderPdf {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly store: OrderStore,
    private readonly suppliers: SupplierQueries,
    private readonly locations: LocationDirectory,
  ) {}

  /** Throws NotFound. */
  async print(id: string, db: Queryable = this.dataSource): Promise<OrderFile> {
    const { document, order, lines } = await this.store.whole(db, id);
    const supplier = (await this.suppliers.supplierForPurchase(db, document.partner_id!))!;
    const place = await this.locations.letterhead(db, document.location_id!);
    const number = document.number ?? document.id;
    const content = await drawOrder({ document, order, lines, supplier, place });
    return {
      name: `${number}.pdf`,
      number,
      supplier_name: supplier.name,
      sender_name: place.name,
      content,
    };
  }
}
