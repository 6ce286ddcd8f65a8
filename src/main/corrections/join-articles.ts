import type { Article } from '../../shared/articles.ts'
import type { Block } from '../../shared/blocks.ts'
import { MOST_JOINED } from '../../shared/corrections.ts'
import { AppError } from '../../shared/errors.ts'
import type { ArticleId } from '../../shared/values.ts'
import { requireArticle, updateArticle } from '../articles/repository.ts'
import { moveCards } from '../cards/move-cards.ts'
import type { Context } from '../context.ts'
import type { Stamp } from '../db/stamp.ts'
import { moveExtracts } from '../extracts/move-extracts.ts'
import { listHighlights } from '../highlights/repository.ts'
import { sameWords } from '../import/article/same-words.ts'
import { buildBody } from '../import/body/build-body.ts'
import { blocksOf } from '../imports/stored-blocks.ts'
import { moveLinks } from '../links/move-links.ts'
import { moveQueueEntry } from '../queue/move-entry.ts'
import { noteJoined } from '../statistics/joined-articles.ts'
import { bringSheetEntries } from '../study-sheet/bring-entries.ts'
import { type Adopted, addVersion, bringNoteAndTags } from '../versions/adopt-version.ts'
import { isPartOfSame, titleOfWhole } from '../versions/part-of-title.ts'
import { insertVersion } from '../versions/repository.ts'
import { parseWarnings, type StoredWarning } from '../versions/warnings.ts'
import { type StoredVersion, storedVersion } from './correct.ts'

/** The importer's name of a version made of several articles. */
const JOINED = 'joined/1'

interface Part {
  article: Article
  version: StoredVersion
  blocks: Block[]
  /** Its text as it stands in the joined one. */
  text: string
}

/**
 * Makes one article of several, in the order given: the first gets a new version of all their texts, the
 * others go to the Trash. Highlights, their notes, cards and extracts come along to the very same words, the notes on
 * the others stand under the first's, and where one of them was to come back, the first does. One step of undo.
 * @throws AppError `conflict` when one is named twice, is in the Trash, or changes meanwhile; `too-large` for more
 *   than MOST_JOINED
 */
export async function joinArticles(
  context: Context,
  articleIds: readonly ArticleId[]
): Promise<Adopted & { articleId: ArticleId }> {
  const { db } = context
  if (new Set(articleIds).size !== articleIds.length || articleIds.length < 2)
    throw new AppError('conflict', 'errors.corrections.joinTwo')
  if (articleIds.length > MOST_JOINED)
    throw new AppError('too-large', 'errors.corrections.joinTooMany', { most: MOST_JOINED })
  const parts = articleIds.map((id) => partOf(context, requireArticle(db, id)))
  if (parts.some(({ article }) => article.trashedAt !== null))
    throw new AppError('conflict', 'errors.corrections.joinTrash')
  const [first, ...others] = parts as [Part, ...Part[]]
  const blocks = [...first.blocks, ...others.flatMap((part) => asPart(part, first))]
  const { standfirst, sourceLine } = first.version
  const body = buildBody(blocks, { standfirst, sourceLine })
  const added = await addVersion(context, first.article.id, () => ({
    text: body.text,
    wordCount: body.wordCount,
    label: 'undo.joinArticles',
    isStillRight: () =>
      parts.every(({ article }) => requireArticle(db, article.id).versionId === article.versionId),
    save: (versionId, stamp) => {
      const warnings = joinedWarnings(parts)
      const number = insertVersion(
        db,
        { versionId, articleId: first.article.id, sourceOf: first.article.versionId },
        { standfirst, sourceLine, body, importer: JOINED, warnings },
        stamp
      )
      const title = titleOfWhole(parts.map(({ article }) => article.title))
      if (title !== first.article.title) updateArticle(db, first.article.id, { title }, stamp)
      let end = first.text.length
      for (const part of others) {
        const at = body.text.indexOf(part.text, end)
        if (at < 0) throw new Error('A part is not where it was put')
        const to = { articleId: first.article.id, versionId, at }
        moveHighlights(context, part, to, stamp)
        const from = { articleId: part.article.id, versionId: part.article.versionId }
        moveCards(db, from, to, stamp)
        bringSheetEntries(db, from, to, stamp)
        moveExtracts(db, from, to, stamp)
        moveQueueEntry(db, from.articleId, to.articleId, stamp)
        noteJoined(db, from.articleId, to.articleId, stamp)
        bringNoteAndTags(db, part.article.id, first.article.id, stamp)
        moveLinks(
          db,
          { kind: 'article', id: part.article.id },
          { kind: 'article', id: first.article.id },
          stamp
        )
        updateArticle(db, part.article.id, { trashed_at: stamp.now }, stamp)
        end = at + part.text.length
      }
      return number
    }
  }))
  return { ...added, articleId: first.article.id }
}

function partOf(context: Context, article: Article): Part {
  const version = storedVersion(context, article.versionId)
  const blocks = blocksOf(version.html)
  return { article, version, blocks, text: buildBody(blocks, { standfirst: version.standfirst }).text }
}

/** What was to be told of the parts, each thing once; no more than are kept of one text. */
function joinedWarnings(parts: readonly Part[]): StoredWarning[] {
  const all = parts.flatMap(({ version }) => parseWarnings(version.warnings))
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()].slice(0, 100)
}

/** A part under its own title, unless it has the first one's, as the pages of one article do. */
function asPart({ article, version, blocks }: Part, first: Part): Block[] {
  const isOne =
    sameWords(article.title, first.article.title) || isPartOfSame(article.title, first.article.title)
  const heading: Block[] = isOne
    ? []
    : [{ type: 'heading', level: 2, children: [{ type: 'text', text: article.title }] }]
  const opening: Block[] = version.standfirst
    ? [{ type: 'paragraph', children: [{ type: 'text', text: version.standfirst }] }]
    : []
  return [...heading, ...opening, ...blocks]
}

/** To the same words; those that wait in older versions of the part stay with it. */
function moveHighlights(
  { db }: Context,
  part: Part,
  to: { articleId: ArticleId; versionId: string; at: number },
  stamp: Stamp
): void {
  const move = db.prepare(
    `UPDATE highlights SET article_id = @articleId, version_id = @versionId, text_start = text_start + @at,
       text_end = text_end + @at, updated_at = @now, device_id = @deviceId WHERE id = @id`
  )
  const note = db.prepare(
    'UPDATE notes SET article_id = @articleId, updated_at = @now, device_id = @deviceId WHERE highlight_id = @id'
  )
  for (const { id, versionId } of listHighlights(db, part.article.id)) {
    if (versionId !== part.article.versionId) continue
    move.run({ ...to, ...stamp, id })
    note.run({ articleId: to.articleId, ...stamp, id })
  }
}
