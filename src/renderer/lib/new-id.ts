import { v7 } from 'uuid'

/** A time-ordered id (UUIDv7) for something the window makes, such as `newId<HighlightId>()`. */
export function newId<T extends string>(): T {
  return v7() as T
}
