import { type HighlightFilter, ToldVerdict } from '../../shared/highlights.ts'
import { contains } from '../db/contains.ts'

/** As the index of them is written, so that SQLite uses it. */
export const toldVerdicts = "'moved', 'changed', 'unsure', 'lost'"

interface Narrowing {
  /** What is asked of a highlight (`h`), joined by AND; true of all when nothing is. */
  where: string
  values: Record<string, string | number>
}

/**
 * What a filter asks of highlights. `slice` keeps SQLite to the order of their ids (a `+` before a column keeps it
 * from that column's index), for who goes through them slice by slice. `few` is for who asks it of a few already
 * found: their notes are looked up then, instead of going through the notes of all.
 */
export function narrowed(filter: HighlightFilter, way: 'all' | 'few' | 'slice' = 'all'): Narrowing {
  const h = way === 'slice' ? '+h' : 'h'
  const where = ['TRUE']
  const values: Record<string, string | number> = {}
  if (filter.articleId !== undefined) {
    where.push(`${h}.article_id = @articleId`)
    values.articleId = filter.articleId
  }
  if (filter.color !== undefined) {
    where.push(`${h}.color = @color`)
    values.color = filter.color
  }
  if (filter.tag !== undefined) {
    where.push('EXISTS (SELECT 1 FROM highlight_tags t WHERE t.highlight_id = h.id AND t.tag = @tag)')
    values.tag = filter.tag
  }
  if (filter.hasNote !== undefined) {
    where.push(`${filter.hasNote ? '' : 'NOT '}EXISTS (SELECT 1 FROM notes n WHERE n.highlight_id = h.id)`)
  }
  if (filter.since !== undefined) {
    where.push('h.created_at >= @since')
    values.since = filter.since
  }
  if (filter.contains !== undefined && filter.contains.trim() !== '') {
    const inWords = contains([`${h}.exact`], filter.contains)
    const inNote = contains(['n.body'], filter.contains)
    where.push(
      way === 'all'
        ? `(${inWords.where} OR +h.id IN (
            SELECT n.highlight_id FROM notes n WHERE n.highlight_id IS NOT NULL AND ${inNote.where}))`
        : `(${inWords.where} OR EXISTS (
            SELECT 1 FROM notes n WHERE n.highlight_id = h.id AND ${inNote.where}))`
    )
    values.contains = inWords.pattern
  }
  if (filter.ids !== undefined) {
    where.push('h.id IN (SELECT value FROM json_each(@ids))')
    values.ids = JSON.stringify(filter.ids)
  }
  if (filter.verdicts !== undefined) {
    const wanted = filter.verdicts.map((verdict) => `'${ToldVerdict.parse(verdict)}'`).join(', ')
    // The first clause is answered once, from an index of the few that have such a verdict.
    where.push(`${h}.id IN (SELECT p.highlight_id FROM highlight_places p
      WHERE p.verdict IN (${toldVerdicts}) AND p.verdict IN (${wanted}))`)
    where.push(`EXISTS (SELECT 1 FROM highlight_places p JOIN articles b ON b.current_version_id = p.version_id
      WHERE b.id = h.article_id AND p.highlight_id = h.id AND p.verdict IN (${wanted}))`)
  }
  return { where: where.join(' AND '), values }
}

/** The index that has them in the order they were made. */
export const byTime = 'highlights h INDEXED BY highlights_by_time'

/** The index that knows what highlights are mostly narrowed and sorted by. */
export const byArticle = 'highlights h INDEXED BY highlights_by_article'

/**
 * Highlights from the index of their articles, which knows what they are mostly narrowed by: of a colour that half
 * of them have, SQLite would else look at each row. Few have a verdict or are named; they are not looked for in
 * all. Where the words of all are looked through, the rows are read in the order they lie in: ten times sooner than
 * by way of the index, which a `+` keeps SQLite from.
 */
export function source({ verdicts, ids, contains: words, articleId }: HighlightFilter): {
  from: string
  group: string
} {
  const isThrough = words !== undefined && words.trim() !== '' && articleId === undefined
  if (isThrough) return { from: 'highlights h', group: '+h.article_id' }
  return {
    from: verdicts === undefined && ids === undefined ? byArticle : 'highlights h',
    group: 'h.article_id'
  }
}
