/** One page of a list: the rows, where the next page starts, and the count of all rows if it was asked for. */
export class Page<T> {
  constructor(
    readonly items: T[],
    readonly next_cursor?: string,
    readonly total?: number,
  ) {}

  map<U>(convert: (item: T) => U): Page<U> {
    return new Page(this.items.map(convert), this.next_cursor, this.total);
  }
}
