import type { Database } from 'better-sqlite3'
import type { Evidence } from '../../shared/anchoring/verdict.ts'
import type { Highlight } from '../../shared/highlights.ts'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'
import type { ArticleVersion, HighlightPlace, PlaceVerdict } from '../../shared/versions.ts'
import type { Stamp } from '../db/stamp.ts'
import type { Body } from '../import/body/build-body.ts'
import { missingPictures } from '../imports/fetch-pictures.ts'
import { QUOTATIONS_IMPORTER } from './quotations.ts'
import { parseWarnings, type StoredWarning, tellWarning } from './warnings.ts'
import { nextNumber, writeVersion } from './write-version.ts'

/** Newest first. */
export function listVersions(db: Database, articleId: string): ArticleVersion[] {
  return db
    .prepare<[number, string], VersionRow>(
      `SELECT v.id, v.number, v.id = a.current_version_id AS isCurrent, v.created_at AS createdAt,
         v.word_count AS wordCount, coalesce(s.file_name, '') AS fileName,
         (SELECT count(*) FROM highlights h WHERE h.version_id = v.id) +
         (SELECT count(*) FROM highlight_places p JOIN highlights h ON h.id = p.highlight_id
          WHERE p.version_id = v.id AND h.version_id <> v.id AND p.verdict NOT IN ('unsure', 'lost')) AS highlightCount,
         v.importer = '${QUOTATIONS_IMPORTER}' AS isQuotations, v.warnings,
         CASE WHEN v.id = a.current_version_id THEN substr(v.html, 1, ?) ELSE '' END AS beginning
       FROM article_versions v JOIN articles a ON a.id = v.article_id LEFT JOIN sources s ON s.version_id = v.id
       WHERE v.article_id = ? ORDER BY v.number DESC`
    )
    .all(LOOKED_FOR_PICTURES, articleId)
    .map(({ warnings, beginning, ...row }) => ({
      ...row,
      isCurrent: row.isCurrent === 1,
      isQuotations: row.isQuotations === 1,
      remarks: parseWarnings(warnings).map(tellWarning),
      missingPictures: missingPictures(beginning).length
    }))
}

/** How much of a text is looked through for pictures that are missing, in characters: a book of 4 MB in 10 ms. */
const LOOKED_FOR_PICTURES = 4_000_000

interface VersionRow
  extends Omit<ArticleVersion, 'isCurrent' | 'isQuotations' | 'remarks' | 'missingPictures'> {
  isCurrent: number
  isQuotations: number
  warnings: string
  beginning: string
}

interface PlaceRow {
  highlight_id: string
  version_id: string
  verdict: PlaceVerdict
  text_start: number | null
  text_end: number | null
  exact: string
  score: number
  was: string
}

/** Of the highlights that were carried into the current version, in document order. */
export function listPlaces(db: Database, articleId: string): HighlightPlace[] {
  return db
    .prepare<[string], PlaceRow>(
      `SELECT p.highlight_id, p.version_id, p.verdict, p.text_start, p.text_end, p.exact, p.score,
         CASE WHEN h.version_id <> p.version_id THEN h.exact ELSE
           coalesce((SELECT q.exact FROM highlight_places q JOIN article_versions w ON w.id = q.version_id
                     WHERE q.highlight_id = h.id AND q.version_id <> p.version_id
                       AND q.verdict NOT IN ('unsure', 'lost')
                       AND (w.number < v.number OR w.importer = '${QUOTATIONS_IMPORTER}')
                     ORDER BY w.number < v.number DESC, w.number DESC LIMIT 1), h.exact) END AS was
       FROM articles a JOIN article_versions v ON v.id = a.current_version_id
         JOIN highlight_places p ON p.version_id = v.id JOIN highlights h ON h.id = p.highlight_id
       WHERE a.id = ? ORDER BY coalesce(p.text_start, h.text_start), h.id`
    )
    .all(articleId)
    .map((row) => ({
      highlightId: row.highlight_id as HighlightId,
      versionId: row.version_id as VersionId,
      verdict: row.verdict,
      start: row.text_start,
      end: row.text_end,
      exact: row.exact,
      was: row.was,
      score: row.score / 1000
    }))
}

export interface StoredPlace extends Pick<Highlight, 'exact' | 'prefix' | 'suffix'> {
  highlightId: string
  versionId: string
  verdict: PlaceVerdict
  start: number | null
  end: number | null
  /** 0 to 1. */
  score: number
  evidence: Evidence
}

export function getPlace(db: Database, highlightId: string, versionId: string): StoredPlace | undefined {
  const row = db
    .prepare<[string, string], Omit<StoredPlace, 'evidence'> & { evidence: string }>(
      `SELECT highlight_id AS highlightId, version_id AS versionId, verdict, text_start AS start, text_end AS "end",
         exact, prefix, suffix, score / 1000.0 AS score, evidence
       FROM highlight_places WHERE highlight_id = ? AND version_id = ?`
    )
    .get(highlightId, versionId)
  return row && { ...row, evidence: JSON.parse(row.evidence) as Evidence }
}

export function savePlace(db: Database, place: StoredPlace, stamp: Stamp): void {
  db.prepare(
    `INSERT INTO highlight_places (highlight_id, version_id, verdict, text_start, text_end, exact, prefix, suffix,
       score, evidence, updated_at, device_id)
     VALUES (@highlightId, @versionId, @verdict, @start, @end, @exact, @prefix, @suffix, @score, @evidence, @now, @deviceId)
     ON CONFLICT (highlight_id, version_id) DO UPDATE SET verdict = excluded.verdict, text_start = excluded.text_start,
       text_end = excluded.text_end, exact = excluded.exact, prefix = excluded.prefix, suffix = excluded.suffix,
       score = excluded.score, evidence = excluded.evidence, updated_at = excluded.updated_at, device_id = excluded.device_id`
  ).run({
    ...place,
    score: Math.round(place.score * 1000),
    evidence: JSON.stringify(place.evidence),
    ...stamp
  })
}

/** Where a highlight stands because somebody put it there. */
function ownPlace(highlight: Highlight, verdict: 'made' | 'confirmed'): StoredPlace {
  const { id, versionId, start, end, exact, prefix, suffix } = highlight
  const evidence = { quote: 1, context: 1, unique: 1, order: 1 }
  return { highlightId: id, versionId, verdict, start, end, exact, prefix, suffix, score: 1, evidence }
}

/** Keeps where a highlight stands now, before it gets a place in another version. */
export function keepPlace(db: Database, highlight: Highlight, stamp: Stamp): void {
  const known = getPlace(db, highlight.id, highlight.versionId)
  if (known && known.start === highlight.start && known.end === highlight.end) return
  savePlace(db, ownPlace(highlight, 'made'), stamp)
}

/** Gives a highlight its place in a version; from now on this is where it is. */
export function moveHighlight(
  db: Database,
  id: string,
  to: Pick<Highlight, 'start' | 'end' | 'exact' | 'prefix' | 'suffix'> & { versionId: string },
  stamp: Stamp
): void {
  db.prepare(
    `UPDATE highlights SET version_id = @versionId, text_start = @start, text_end = @end, exact = @exact,
       prefix = @prefix, suffix = @suffix, updated_at = @now, device_id = @deviceId WHERE id = @id`
  ).run({ ...to, ...stamp, id })
}

/** Notes the reader's own word for a place. */
export function confirmPlace(db: Database, highlight: Highlight, stamp: Stamp): void {
  savePlace(db, ownPlace(highlight, 'confirmed'), stamp)
}

/** The highlights of an article as they stand, or stood, in one of its versions. */
export function highlightsIn(
  db: Database,
  highlights: readonly Highlight[],
  versionId: VersionId
): Highlight[] {
  const here: Highlight[] = []
  for (const highlight of highlights) {
    if (highlight.versionId === versionId) {
      here.push(highlight)
      continue
    }
    const place = getPlace(db, highlight.id, versionId)
    if (!place || place.start === null || place.end === null || place.verdict === 'unsure') continue
    const { start, end, exact, prefix, suffix } = place
    here.push({ ...highlight, versionId, start, end, exact, prefix, suffix })
  }
  return here.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Copies a version with its source and images to another article, as its newest one. */
export function copyVersion(
  db: Database,
  from: { versionId: string },
  to: { versionId: string; articleId: ArticleId },
  stamp: Stamp
): number {
  const number = nextNumber(db, to.articleId)
  const values = { old: from.versionId, id: to.versionId, articleId: to.articleId, number, ...stamp }
  db.prepare(
    `INSERT INTO article_versions (id, article_id, number, standfirst, source_line, html, text, body_start, body_end,
       sections, outline, hash, word_count, importer, warnings, created_at, device_id)
     SELECT @id, @articleId, @number, standfirst, source_line, html, text, body_start, body_end, sections, outline,
       hash, word_count, importer, warnings, @now, @deviceId FROM article_versions WHERE id = @old`
  ).run(values)
  db.prepare(
    `INSERT INTO sources (version_id, file_name, media_type, encoding, size, sha256, bytes)
     SELECT @id, file_name, media_type, encoding, size, sha256, bytes FROM sources WHERE version_id = @old`
  ).run(values)
  db.prepare(
    'INSERT INTO version_assets (version_id, hash) SELECT @id, hash FROM version_assets WHERE version_id = @old'
  ).run(values)
  return number
}

/** What a version is made of, besides its place among the others. */
export interface VersionContent {
  standfirst: string
  sourceLine: string
  body: Body
  importer: string
  warnings: readonly StoredWarning[]
}

/**
 * Writes a version built anew of an article that has one: with that one's source (none when `sourceOf` is null:
 * the caller keeps it), and the pictures its own HTML shows, which must be in the library.
 */
export function insertVersion(
  db: Database,
  ids: { versionId: string; articleId: ArticleId; sourceOf: string | null },
  content: VersionContent,
  stamp: Stamp
): number {
  const number = writeVersion(db, { ...content, id: ids.versionId, articleId: ids.articleId }, stamp)
  db.prepare(
    `INSERT INTO sources (version_id, file_name, media_type, encoding, size, sha256, bytes)
     SELECT ?, file_name, media_type, encoding, size, sha256, bytes FROM sources WHERE version_id = ?`
  ).run(ids.versionId, ids.sourceOf)
  const link = db.prepare(
    'INSERT OR IGNORE INTO version_assets (version_id, hash) SELECT ?, hash FROM assets WHERE hash = ?'
  )
  for (const [, hash] of content.body.html.matchAll(/asset:\/\/image\/([0-9a-f]{64})/g))
    link.run(ids.versionId, hash)
  return number
}
