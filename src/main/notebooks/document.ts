import type { Database } from 'better-sqlite3'
import type { CitationStyle } from '../../shared/citations.ts'
import { type Piece, piecesOf } from '../../shared/embeds.ts'
import { linksIn } from '../../shared/links.ts'
import { cslItem } from '../citations/csl-item.ts'
import { formatInWorker } from '../citations/handlers.ts'
import { citedIdOf, listCitedArticles } from '../citations/repository.ts'
import { safeName } from '../files/safe-name.ts'
import { resolveLink } from '../links/repository.ts'
import { translate } from '../translate.ts'
import { documentPage } from './document-page.ts'
import { listGathered, requireNotebook } from './repository.ts'
import { citedArticles, writeDocument } from './write-document.ts'

type Embed = Extract<Piece, { kind: 'embed' }>

/** A notebook as one document, with citations and references in a style. */
export async function notebookDocument(
  db: Database,
  wanted: { id: string; format: 'markdown' | 'html'; style: CitationStyle; language: string }
): Promise<{ fileName: string; content: string }> {
  const notebook = requireNotebook(db, wanted.id)
  const embeds = piecesOf(notebook.body).filter((piece): piece is Embed => piece.kind === 'embed')
  const gathered = listGathered(db, [...new Set(embeds.map((piece) => piece.highlightId))])
  // An extract is cited as what it was taken from.
  const highlights = new Map(
    gathered.map((one) => [one.id as string, { ...one, articleId: citedIdOf(db, one.articleId) }])
  )
  const articleOf = new Map<string, string>()
  for (const target of [...linksIn(notebook.body), ...gathered.flatMap((one) => linksIn(one.note))]) {
    const { articleId } = resolveLink(db, target)
    if (articleId) articleOf.set(`${target.kind}/${target.id}`, citedIdOf(db, articleId))
  }
  const items = listCitedArticles(db, citedArticles({ body: notebook.body, highlights, articleOf })).map(
    cslItem
  )
  const { references, citations } = await formatInWorker(items, wanted.style, wanted.language)
  const content = writeDocument({
    title: notebook.title,
    body: notebook.body,
    highlights,
    articleOf,
    citations: new Map(citations),
    references,
    words: {
      references: translate('notebooks.document.references'),
      gone: translate('notebooks.document.gone')
    }
  })
  const name = safeName(notebook.title || translate('notebooks.untitled'), 'notebook')
  return wanted.format === 'html'
    ? { fileName: `${name}.html`, content: documentPage(notebook.title, content, wanted.language) }
    : { fileName: `${name}.md`, content }
}
