import type { Database } from 'better-sqlite3'
import type { Backlink, LinkTarget, ResolvedLink } from '../../shared/links.ts'
import { linkUrl, plainWords } from '../../shared/links.ts'
import { shorten } from '../../shared/shorten.ts'
import { withoutNoteSigns } from '../highlights/note-signs.ts'

/** Longest title made from a quote or a note, UTF-16 units. */
const TITLE = 120
/** Words shown on each side of a link, UTF-16 units. */
const AROUND = 90
const MOST = 200

interface PlaceRow {
  title: string
  article_id: string
  highlight_id: string | null
  trashed_at: number | null
  /** Of a highlight: where its words begin, and in which version. */
  version_id?: string
  text_start?: number
}

const places: Record<Exclude<LinkTarget['kind'], 'notebook'>, string> = {
  article: `SELECT a.title, a.id AS article_id, NULL AS highlight_id, a.trashed_at FROM articles a WHERE a.id = ?`,
  highlight: `SELECT substr(h.exact, 1, 1000) AS title, h.article_id, h.id AS highlight_id, a.trashed_at,
      h.version_id, h.text_start
    FROM highlights h JOIN articles a ON a.id = h.article_id WHERE h.id = ?`,
  note: `SELECT substr(n.body, 1, 1000) AS title, n.article_id, n.highlight_id, a.trashed_at
    FROM notes n JOIN articles a ON a.id = n.article_id WHERE n.id = ?`
}

/** Where a link leads today; a broken one says `gone`. */
export function resolveLink(db: Database, { kind, id }: LinkTarget): ResolvedLink {
  if (kind === 'notebook') {
    const title = db.prepare('SELECT title FROM notebooks WHERE id = ?').pluck().get(id) as string | undefined
    const state = title === undefined ? 'gone' : 'there'
    return { kind, id, state, title: oneLine(title ?? '', TITLE), articleId: null, highlightId: null }
  }
  const row = db.prepare<[string], PlaceRow>(places[kind]).get(id)
  if (!row) return { kind, id, state: 'gone', title: '', articleId: null, highlightId: null }
  return {
    kind,
    id,
    state: row.trashed_at === null ? 'there' : 'trashed',
    title: oneLine(plainWords(titleOf(db, row)), TITLE),
    articleId: row.article_id as ResolvedLink['articleId'],
    highlightId: row.highlight_id as ResolvedLink['highlightId']
  }
}

function titleOf(db: Database, { title, version_id, text_start }: PlaceRow): string {
  if (version_id === undefined || text_start === undefined) return title
  return withoutNoteSigns(db, version_id, text_start, title)
}

/** The texts outside the Trash that link to the target. */
export function listBacklinks(db: Database, target: LinkTarget): { total: number; items: Backlink[] } {
  const rows = db
    .prepare<
      [{ kind: string; id: string; most: number }],
      {
        kind: Backlink['kind']
        id: string
        body: string
        title: string
        article_id: string | null
        highlight_id: string | null
        total: number
      }
    >(
      `SELECT *, count(*) OVER () AS total FROM (
         SELECT 'note' AS kind, n.id, n.body, a.title, n.article_id, n.highlight_id, n.updated_at
         FROM links l JOIN notes n ON n.id = l.source_id JOIN articles a ON a.id = n.article_id
         WHERE l.target_kind = @kind AND l.target_id = @id AND l.source_kind = 'note' AND a.trashed_at IS NULL
         UNION ALL
         SELECT 'notebook', b.id, b.body, b.title, NULL, NULL, b.updated_at
         FROM links l JOIN notebooks b ON b.id = l.source_id
         WHERE l.target_kind = @kind AND l.target_id = @id AND l.source_kind = 'notebook'
       ) ORDER BY updated_at DESC, id LIMIT @most`
    )
    .all({ ...target, most: MOST })
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((row) => ({
      kind: row.kind,
      id: row.id,
      title: row.title,
      articleId: row.article_id as Backlink['articleId'],
      highlightId: row.highlight_id as Backlink['highlightId'],
      excerpt: excerptAround(row.body, linkUrl(target))
    }))
  }
}

/** Plain words around the first link to `url`. */
function excerptAround(body: string, url: string): string {
  const at = Math.max(0, body.indexOf(`](${url})`))
  const near = body.slice(Math.max(0, at - 8 * AROUND), at + url.length + 8 * AROUND)
  const plain = oneLine(
    plainWords(near, (linked) => (linked === url ? HERE : '')),
    near.length
  )
  const here = Math.max(0, plain.indexOf(HERE))
  const words = plain.replaceAll(HERE, '')
  const start = Math.max(0, here - AROUND)
  const end = here + AROUND
  const cut = words.slice(start, end).toWellFormed().replaceAll('\ufffd', '').trim()
  return `${start > 0 ? '…' : ''}${cut}${end < words.length ? '…' : ''}`
}

/** Stands where the link was while the excerpt is cut; no note holds it, since it is no printing character. */
const HERE = '\u0001'

function oneLine(text: string, most: number): string {
  return shorten(text.replace(/\s+/gu, ' ').trim(), most)
}
