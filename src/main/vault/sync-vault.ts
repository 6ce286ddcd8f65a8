import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { lstat, mkdir, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import { MAX_NOTE } from '../../shared/notes.ts'
import { tell } from '../../shared/sentence.ts'
import type { VaultReport } from '../../shared/vault.ts'
import type { Context } from '../context.ts'
import { annotatedArticles } from '../export/annotated-articles.ts'
import { type QuotedArticle, quotedArticle } from '../export/quoted-article.ts'
import { readArticleRecord } from '../export/read-article-record.ts'
import { safeName } from '../files/safe-name.ts'
import { untaken } from '../files/untaken.ts'
import { replaceWhole, writeWhole } from '../files/write-whole.ts'
import { applyToLibrary } from './apply-to-library.ts'
import { findArticleFiles } from './find-files.ts'
import { inStepAt, isStillInStep, stampOf, type Traits, traitsOf } from './in-step.ts'
import { mergeArticles } from './merge-articles.ts'
import { articleIdOf, readVaultFile, type VaultFile, vaultArticleFrom } from './read-vault-file.ts'
import { type VaultArticle, vaultArticleOf } from './vault-article.ts'
import { hashOf, KEPT_FOLDER, readVaultState, type VaultState, writeVaultState } from './vault-state.ts'
import { type OwnParts, quoteLines, writeVaultFile } from './write-vault-file.ts'

/** Larger files are no notes of ours. */
const MOST_BYTES = 50_000_000
const MOST_PROBLEMS = 100

/**
 * Brings a Markdown folder and the library into step, article by article: what was edited outside comes in
 * (all of it one step of undo), what is new in the library is written. A file is written whole or not at
 * all, and only when its text changes. Nothing is deleted on either side because it is absent on the other.
 * @throws AppError `not-found` when the folder is not there; `disk-full`, `read-only` when it cannot be written
 */
export async function syncVault(
  context: Context,
  folder: string,
  libraryId: string,
  options: {
    signal?: AbortSignal
    /** Articles that are in step, of how many. */
    onStep?: (done: number, total: number) => void
    /** Called at the end when edits from outside came in, also when something failed after them. */
    onBrought?: () => void
    /** What the files' own times are held against, milliseconds since 1970. */
    clock?: () => number
  } = {}
): Promise<VaultReport> {
  const { db } = context
  const facts = await lstat(folder).catch(() => undefined)
  if (!facts?.isDirectory()) throw new AppError('not-found', 'errors.vault.noFolder')
  const state = await readVaultState(folder, libraryId)
  const before = JSON.stringify(state)
  const report: VaultReport = { written: 0, brought: 0, joined: 0, problems: [] }
  const round: Round = {
    context,
    folder,
    state,
    report,
    key: `vault:${randomUUID()}`,
    taken: new Set(
      [...(await readdir(folder)), ...Object.values(state.articles).map(({ file }) => file)].map((name) =>
        name.toLowerCase()
      )
    ),
    moved: undefined,
    clock: options.clock ?? Date.now
  }
  const here = new Set(annotatedArticles(db))
  const ids = [...here, ...Object.keys(state.articles).filter((id) => !here.has(id) && isKept(context, id))]
  try {
    for (const [at, id] of ids.entries()) {
      if (options.signal?.aborted) throw new AppError('cancelled', 'errors.vault.stopped')
      options.onStep?.(at, ids.length)
      await syncArticle(round, id)
      await nextTurn()
    }
  } finally {
    if (report.brought > 0) options.onBrought?.()
    // What was done is remembered even when the next file could not be written.
    if (JSON.stringify(state) !== before) await writeVaultState(folder, libraryId, state)
  }
  return report
}

interface Round {
  context: Context
  folder: string
  state: VaultState
  report: VaultReport
  key: string
  /** Names in the folder, and those of our files that are away, lower case. */
  taken: Set<string>
  /** Where files are that are not where they were; looked for once. */
  moved: Promise<Map<string, string>> | undefined
  clock(): number
}

/** A file as it was read. */
interface FoundText {
  file: string
  text: string
  traits: Traits
}

/** What a file says at this moment; undefined when there is none. */
function textNow(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return existsSync(path) ? '' : undefined
  }
}

/** In the library and outside its Trash. */
const isKept = ({ db }: Context, id: string) =>
  db.prepare('SELECT 1 FROM articles WHERE id = ? AND trashed_at IS NULL').get(id) !== undefined

async function syncArticle(round: Round, id: string): Promise<void> {
  const { folder, state, report } = round
  const known = state.articles[id]
  // Before anything is read: what changes after it is another stamp.
  const stamp = stampOf(round.context.db, id)
  if (known?.inStep && (await isStillInStep(join(folder, known.file), known.inStep, stamp))) return
  const found = await findText(round, id, known?.file)
  // It may have been thrown away since the round began.
  if (found === 'unreadable' || !isKept(round.context, id)) return
  // Not before the file: from here to what is written into the library nobody writes in between.
  const { db } = round.context
  const article = quotedArticle(db, readArticleRecord(db, id))
  const library = vaultArticleOf(article)
  let own: OwnParts | undefined
  let current = article
  if (found && hashOf(found.text) !== known?.hash) {
    const file = readVaultFile(found.text)
    if ('problem' in file) return problem(round, found.file, file.problem)
    if (file.articleId !== article.id) return problem(round, found.file, 'errors.vault.otherArticle')
    own = file.own
    const before = known?.agreed
    const merged = mergeArticles(before, library, vaultArticleFrom(file, before ?? library))
    if (isTooLong(merged.article)) return problem(round, found.file, 'errors.vault.tooLong')
    const changes = applyToLibrary(round.context, article, library, merged.article, round.key)
    if (changes) {
      report.brought++
      current = quotedArticle(db, readArticleRecord(db, article.id))
    }
    report.joined += merged.joined
    if (merged.leftOver || hasOtherQuote(article, file)) await keepOldText(round, found)
  } else if (found) {
    const file = readVaultFile(found.text)
    if (!('problem' in file)) own = file.own
  }
  const file = found?.file ?? known?.file ?? untaken(`${safeName(article.title, 'Article')}.md`, round.taken)
  const text = writeVaultFile(current, own)
  if (text !== found?.text) {
    const path = join(folder, file)
    await mkdir(join(path, '..'), { recursive: true })
    // Somebody is writing in it at this moment: next time.
    if (!(await replaceWhole(path, text, () => textNow(path) === found?.text))) return
    report.written++
  }
  state.articles[article.id] = { file, hash: hashOf(text), agreed: vaultArticleOf(current) }
  // What came in has another stamp, and a file that was written has other traits: next time.
  const inStep =
    current === article && found && text === found.text
      ? inStepAt(stamp, found.traits, round.clock())
      : undefined
  if (inStep) state.articles[article.id]!.inStep = inStep
}

/**
 * The file of an article where it is now, or undefined when there is none yet. It is the one that names the article:
 * in its place of before may stand another one since.
 */
async function findText(
  round: Round,
  articleId: string,
  known: string | undefined
): Promise<FoundText | 'unreadable' | undefined> {
  const first = known === undefined ? undefined : await readText(round, known)
  if (first === 'unreadable' || (first && articleIdOf(first.text) === articleId)) return first
  round.moved ??= findArticleFiles(round.folder)
  const moved = (await round.moved).get(articleId)
  // One that no longer says whose it is, is told of and left as it is.
  return moved === undefined ? first : await readText(round, moved)
}

async function readText(round: Round, file: string): Promise<FoundText | 'unreadable' | undefined> {
  const path = join(round.folder, file)
  const facts = await lstat(path).catch(() => undefined)
  if (!facts) return undefined
  if (!facts.isFile() || facts.size > MOST_BYTES) {
    problem(round, file, 'errors.vault.notAFile')
    return 'unreadable'
  }
  try {
    return {
      file,
      traits: traitsOf(facts),
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path))
    }
  } catch {
    problem(round, file, 'errors.vault.unreadable')
    return 'unreadable'
  }
}

function problem({ report }: Round, file: string, key: MessageKey): void {
  if (report.problems.length < MOST_PROBLEMS)
    report.problems.push({ file, message: tell({ key, values: { name: basename(file) } }) })
}

const isTooLong = ({ note, highlights }: VaultArticle) =>
  [note, ...Object.values(highlights).map((one) => one.note)].some(
    (body) => body.length > MAX_NOTE || !body.isWellFormed() || body.includes('\0')
  )

/**
 * Somebody edited the quoted words, which stay as the article has them. Files of before have them with the signs of
 * notes.
 */
function hasOtherQuote(article: QuotedArticle, { highlights }: VaultFile): boolean {
  return article.highlights.some(({ id, quote, exact }) => {
    const found = highlights.get(id)?.quote
    return found !== undefined && found !== quoteLines(quote) && found !== quoteLines(exact)
  })
}

async function keepOldText(
  { folder, report }: Round,
  { file, text }: { file: string; text: string }
): Promise<void> {
  const kept = join(folder, KEPT_FOLDER)
  await mkdir(kept, { recursive: true })
  const taken = new Set((await readdir(kept)).map((name) => name.toLowerCase()))
  const name = untaken(basename(file), taken)
  await writeWhole(join(kept, name), text)
  if (report.problems.length < MOST_PROBLEMS) {
    report.problems.push({
      file,
      message: tell({
        key: 'errors.vault.kept',
        values: { name: basename(file), kept: `${KEPT_FOLDER}/${name}` }
      })
    })
  }
}
