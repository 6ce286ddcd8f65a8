import type { Database } from 'better-sqlite3'

/** A version's stored HTML, as its page is made of it. */
export interface PageBody {
  /** [htmlStart, htmlEnd, textStart, textEnd] of consecutive slices. */
  sections: readonly (readonly [number, number, number, number])[]
  /** @throws where the text was changed since its beginning was given, or is gone */
  html(from: number, to: number): string
}

/** The large part of a version: its HTML, and the pieces it is sent in (see article_versions). */
interface VersionBody {
  html: string
  sections: string
}

/**
 * Reads it as late as can be: whoever begins at the beginning of a long text is given that from an index, and the
 * megabytes after it are read when they are asked for, with the words on screen.
 * @param position canonical offset at which reading goes on
 */
export function readPageBody(db: Database, versionId: string, position: number): PageBody | undefined {
  const begun = bodyWithBeginning(db, versionId, position)
  if (begun) return begun
  const body = readBody(db, versionId)
  return body && wholeBody(body)
}

function bodyWithBeginning(db: Database, versionId: string, position: number): PageBody | undefined {
  const beginning = readBeginning(db, versionId)
  if (beginning === undefined) return undefined
  const stated = db
    .prepare<[string], string>('SELECT sections FROM article_versions WHERE id = ?')
    .pluck()
    .get(versionId)
  if (stated === undefined) return undefined
  const sections = JSON.parse(stated) as PageBody['sections']
  const [first] = sections
  if (!first || position >= first[3] || first[1] > beginning.length) return undefined
  let whole: VersionBody | undefined
  return {
    sections,
    html(from, to) {
      if (to <= beginning.length) return beginning.slice(from, to)
      whole ??= readBody(db, versionId)
      if (whole?.sections === stated) return whole.html.slice(from, to)
      const same = whole && sameWords(whole, sections, from)
      if (same === undefined) throw new Error('The text was changed while its page was sent.')
      return same
    }
  }
}

/**
 * Pictures that have come meanwhile are in the HTML, and the same words stand further down. The window asks for its
 * page again then; until it does, and where a field keeps it from that, it has all of the text.
 */
function sameWords(whole: VersionBody, stated: PageBody['sections'], from: number): string | undefined {
  const at = stated.findIndex(([start]) => start === from)
  const [was, is] = [stated[at], (JSON.parse(whole.sections) as PageBody['sections'])[at]]
  return was && is && was[2] === is[2] && was[3] === is[3] ? whole.html.slice(is[0], is[1]) : undefined
}

const wholeBody = ({ html, sections }: VersionBody): PageBody => ({
  sections: JSON.parse(sections) as PageBody['sections'],
  html: (from, to) => html.slice(from, to)
})

const readBody = (db: Database, versionId: string) =>
  db.prepare<[string], VersionBody>('SELECT html, sections FROM article_versions WHERE id = ?').get(versionId)

/**
 * The first letters of a long text's HTML without the rest: SQLite reads a value as a whole, but an index holds its
 * beginning (migration 29). Undefined for a text that is soon read, up to a million bytes, and where the index is
 * damaged: the text need not be.
 */
function readBeginning(db: Database, versionId: string): string | undefined {
  try {
    // Word for word as in the index; otherwise all of the text would be read for it.
    return db
      .prepare<[string], string>(
        `SELECT substr(html, 1, 16384) FROM article_versions INDEXED BY article_versions_beginning
         WHERE id = ? AND octet_length(html) > 1000000`
      )
      .pluck()
      .get(versionId)
  } catch {
    return undefined
  }
}
