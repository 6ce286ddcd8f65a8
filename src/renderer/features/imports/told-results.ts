import type { ImportResult } from '../../../shared/imports.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import type { ToastMessage } from '../../ui/Toast.tsx'

/** What an import of files came to. */
export interface ImportedBatch {
  batchId: string
  results: readonly ImportResult[]
  stopped: boolean
}

/** Where a message about an import may lead. */
export interface ImportWays {
  article(articleId: ArticleId): void
  library(): void
  /** Shows what became of an import. */
  report(batchId: string): void
}

/** What is said of an import that is over, in the order in which it is to be said. */
export function toldResults(batch: ImportedBatch, ways: ImportWays): ToastMessage[] {
  const { results, stopped } = batch
  const having = (status: ImportResult['status']) => results.filter((result) => result.status === status)
  const added = having('added')
  const here = having('already-here')
  const told = [...toldTrouble(batch, ways)]
  if (added.length > 0) told.push(toldAdded(added, results.length > 1, ways))
  else if (here.length > 0) told.push(toldHere(here, ways))
  else if (having('failed').length === 0 && having('library').length === 0 && !stopped)
    told.push({ message: t('imports.nothing') })
  return told
}

function* toldTrouble(
  { batchId, results, stopped }: ImportedBatch,
  ways: ImportWays
): Generator<ToastMessage> {
  const isMany = results.length > 1
  const failed = results.filter((result) => result.status === 'failed')
  const noted = results.filter((result) => result.status === 'added' && result.message !== '')
  const toReport = (label: string) => ({ label, onClick: () => ways.report(batchId) })
  if (failed.length > 0) {
    if (isMany)
      yield {
        kind: 'error',
        message: t('imports.failed', { count: failed.length }),
        action: toReport(t('imports.details'))
      }
    else yield { kind: 'error', message: failed[0]!.message }
  } else if (isMany && noted.length > 0)
    yield {
      kind: 'error',
      message: t('imports.noted', { count: noted.length }),
      action: toReport(t('imports.look'))
    }
  // Beside what was added, not in its place.
  if (stopped && isMany)
    yield { kind: 'error', message: t('imports.came.stopped'), action: toReport(t('imports.look')) }
}

function toldAdded(added: readonly ImportResult[], isMany: boolean, ways: ImportWays): ToastMessage {
  const [first] = added as [ImportResult]
  const title = first.title || t('library.untitled')
  const remark = isMany ? '' : first.message
  return {
    isWay: true,
    // A remark is a sentence or two, which take their time to be read.
    ...(remark && { kind: 'error' }),
    message: remark
      ? t('imports.addedRemark', { title, remark })
      : t('imports.added', { count: added.length, title }),
    action: (added.length === 1 && toRead(first, ways)) || { label: t('imports.show'), onClick: ways.library }
  }
}

function toldHere(here: readonly ImportResult[], ways: ImportWays): ToastMessage {
  const action = toRead(here[0]!, ways)
  return { isWay: true, message: t('imports.alreadyHere', { count: here.length }), ...(action && { action }) }
}

function toRead({ articleId }: ImportResult, ways: ImportWays): ToastMessage['action'] {
  return articleId ? { label: t('imports.read'), onClick: () => ways.article(articleId) } : undefined
}
