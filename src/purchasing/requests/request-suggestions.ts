import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { ReorderSuggestions, type ReorderSuggestion } from '../../inventory/index.js';
import { DocumentStateForbids } from '../purchasing.errors.js';
import { MAX_LINES } from '../shared/goods-line.dto.js';
import type { PurchaseRequestResponse } from './dto/purchase-request.response.js';
import type { PurchaseRequestLineDto, RequestSuggestionsDto } from './dto/save-purchase-request.dto.js';
import { RequestStore, RequestWrites } from './request-writes.js';

/** Makes a request of what should be ordered. */
@Injectable()
export class RequestFromSuggestions {
  constructor(
    private readonly writes: Writes,
    private readonly suggestions: ReorderSuggestions,
    private readonly requests: RequestWrites,
    private readonly store: RequestStore,
  ) {}

  /** Throws NOTHING_TO_REORDER when everything lasts. */
  execute(write: WriteRequest, dto: RequestSuggestionsDto): Promise<WriteOutcome<PurchaseRequestResponse>> {
    return this.writes.execute(write, async (tx) => {
      const suggested = await this.suggestions.for(tx, {
        location_id: dto.location_id ?? undefined,
        supplier_id: dto.supplier_id ?? undefined,
        product_ids: dto.product_ids,
      });
      const lines = suggested.filter(({ suggested_quantity }) => suggested_quantity.gt(0)).map(asLine);
      if (lines.length === 0) {
        throw new DocumentStateForbids('NOTHING_TO_REORDER', 'Nothing needs to be ordered now.');
      }
      const id = newId();
      await this.requests.open(tx, write, {
        id,
        location_id: dto.location_id,
        priority: dto.priority ?? 'normal',
        required_by_date: null,
        lines: lines.slice(0, MAX_LINES),
      });
      return this.store.response(tx, id, write.actor);
    });
  }
}

/** In base units, whole packs of them. */
function asLine(suggestion: ReorderSuggestion): PurchaseRequestLineDto {
  const { product_id, supplier_id, suggested_quantity, pack_cost, pack_factor } = suggestion;
  return {
    product_id,
    supplier_id,
    quantity: suggested_quantity.toNumber(),
    estimated_price: pack_cost?.div(pack_factor).toDecimalPlaces(4).toNumber(),
  };
}
