import type { HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import { runJob } from '../run-job.ts'
import type { CitationJob, ReferenceJob, References } from './citation-worker.ts'
import { type CslItem, cslItem } from './csl-item.ts'
import { listCitedArticles, listQuotations } from './repository.ts'

export function citationHandlers({ db }: Context): HandlersOf<'citations.quote' | 'citations.list'> {
  const write = async (quotations: CitationJob['quotations'], articleIds: string[], rest: Wanted) => {
    const items = listCitedArticles(db, articleIds).map(cslItem)
    if (items.length === 0) throw new AppError('not-found', 'errors.citations.nothing')
    return { text: await runCitationWorker<string>({ quotations, items, ...rest }) }
  }
  return {
    'citations.quote': ({ highlightIds, ...rest }) => {
      const quotations = listQuotations(db, highlightIds)
      return write(quotations, [...new Set(quotations.map((one) => one.articleId))], rest)
    },
    'citations.list': ({ articleIds, ...rest }) => write([], articleIds, rest)
  }
}
type Wanted = Pick<CitationJob, 'format' | 'language'>

/** References and short citations in a style; nothing for no articles. */
export async function formatInWorker(
  items: CslItem[],
  style: ReferenceJob['style'],
  language: string
): Promise<References> {
  if (items.length === 0) return { references: [], citations: [] }
  return runCitationWorker<References>({ items, style, language })
}

/** In a thread of its own: the engine takes longer to make than the window may wait. */
const runCitationWorker = <T>(job: CitationJob | ReferenceJob) => runJob<T>('citation-worker', job)
