import { lineOf, parseHtml } from '../html/html-tree.ts'

/** Frames that are looked at; more is no page that somebody read. */
const MOST = 50
/** Where a page says so, it says so early. */
const HEAD = 65_536

/** A page with its bytes, as it came in an archive. */
interface Framed {
  bytes: Uint8Array
}

/**
 * Where a page only divides its window among others, as pages of the nineties do, what is read is the one of these
 * that says most; any other page is itself.
 */
export function framedPage<T extends Framed>(page: T, others: readonly T[]): T {
  if (!/<frameset[\s>]/i.test(latin(page.bytes.subarray(0, HEAD)))) return page
  const frames = others
    .slice(0, MOST)
    .map((frame) => ({ frame, says: lineOf(parseHtml(latin(frame.bytes), 'document').root).length }))
  const best = frames.toSorted((a, b) => b.says - a.says)[0]
  return best && best.says > 0 ? best.frame : page
}

const latin = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replaceAll('\0', '')
