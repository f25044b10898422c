import { Injectable, type BeforeApplicationShutdown, type MessageEvent } from '@nestjs/common';
import {
  Subject,
  concatMap,
  distinctUntilChanged,
  map,
  takeUntil,
  takeWhile,
  timer,
  type Observable,
} from 'rxjs';
import { ImportResponse } from './dto/import.response.js';
import { ImportReads } from './import-reads.js';

const EVERY_MS = 500;

/** Tells how an import comes along, as it comes along. */
@Injectable()
export class ImportProgress implements BeforeApplicationShutdown {
  private readonly stopping = new Subject<void>();

  constructor(private readonly reads: ImportReads) {}

  /** Listeners are let go, or the server would wait for them. */
  beforeApplicationShutdown(): void {
    this.stopping.next();
  }

  /** An event for every change, the last one when the import is over. Any process may do the work: it is looked up. */
  of(id: string): Observable<MessageEvent> {
    return timer(0, EVERY_MS).pipe(
      concatMap(() => this.reads.byId(id)),
      map(ImportResponse.from),
      distinctUntilChanged((a, b) => a.done_rows === b.done_rows && a.status === b.status),
      takeWhile(({ finished_at }) => finished_at === null, true),
      map((data) => ({ type: 'progress', data })),
      takeUntil(this.stopping),
    );
  }
}
