import { webAddress } from '../article/web-address.ts'

/** How far into a page programs write where it was saved from. */
const HEAD = 20_000

/**
 * The address a page was saved from, as the program that saved it noted in a comment near the top: SingleFile
 * ("url: …"), and browsers' "saved from url=(0023)…", whose number is the address's length. Else empty.
 */
export function savedFrom(html: string): string {
  const head = html.slice(0, HEAD)
  const single = /<!--\s*Page saved with SingleFile\b[\s\S]{0,500}?\burl:\s*(\S{1,8000})/i.exec(head)
  if (single) return webAddress(single[1])
  const mark = /<!--\s*saved from url=\((\d{4})\)/i.exec(head)
  if (!mark) return ''
  const start = mark.index + mark[0].length
  return webAddress(head.slice(start, start + Number(mark[1])).replace(/[\s>]+.*$/s, ''))
}

/**
 * When SingleFile saved the page, milliseconds since 1970, as it notes beside the address ("saved date: Thu Nov 26
 * 2026 10:00:00 GMT+0100 (…)"); undefined where no such note is.
 */
export function savedAt(html: string): number | undefined {
  const noted = /<!--\s*Page saved with SingleFile\b[\s\S]{0,9000}?\bsaved date:\s*([^\n(]{10,80})/i.exec(
    html.slice(0, HEAD)
  )
  return timeNoted(noted?.[1] ?? '')
}

/** A date with its zone, as programs note when they saved something; undefined for anything else. */
export function timeNoted(stated: string): number | undefined {
  if (!/(?:gmt|utc?|z|[+-]\d{2}:?\d{2})\s*$/i.test(stated)) return undefined
  const time = Date.parse(stated.trim())
  return Number.isFinite(time) && time > 0 ? time : undefined
}
