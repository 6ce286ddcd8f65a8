import { Autocomplete } from '@base-ui/react/autocomplete'
import type { ReactNode } from 'react'
import type { SearchHit, SearchKind } from '../../../shared/search.ts'
import { titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { BookOpenText, FileText, Highlighter, NotebookPen } from '../../ui/icons.ts'
import { Marked } from './Marked.tsx'

const icons: Record<SearchKind, ReactNode> = {
  article: <FileText aria-hidden="true" />,
  highlight: <Highlighter aria-hidden="true" />,
  note: <NotebookPen aria-hidden="true" />,
  notebook: <BookOpenText aria-hidden="true" />
}

/** One hit. The first of its article shows the title; the others stand under it. */
export function ResultRow(props: { hit: SearchHit; first: boolean; onOpen(): void }) {
  const { hit, first } = props
  return (
    <Autocomplete.Item
      value={hit}
      className={`result ${first ? '' : 'result-under'}`}
      onClick={() => props.onOpen()}
    >
      <span className={`result-icon ${hit.color ? `swatch-${hit.color}` : ''}`}>{icons[hit.kind]}</span>
      <span className="result-body">
        {first ? (
          <span className="result-title" dir="auto">
            <Marked
              text={
                hit.kind === 'notebook' && !hit.articleTitle.trim()
                  ? t('notebooks.untitled')
                  : titleOf({ title: hit.articleTitle })
              }
              marks={hit.articleTitle.trim() ? hit.titleMarks : []}
            />
          </span>
        ) : null}
        {hit.kind === 'article' ? null : (
          <span className="visually-hidden">{`${t(`search.one.${hit.kind}`)}: `}</span>
        )}
        <span className="result-snippet" dir="auto">
          <Marked text={hit.snippet} marks={hit.marks} />
        </span>
        {hit.tags.length > 0 ? (
          <span className="row-tags">
            {hit.tags.slice(0, 6).map((tag) => (
              <span key={tag} className="tag" dir="auto">
                {tag}
              </span>
            ))}
          </span>
        ) : null}
      </span>
      {hit.occurrences.length > 1 ? (
        <span className="result-count">{t('search.passages', { count: hit.occurrences.length })}</span>
      ) : null}
    </Autocomplete.Item>
  )
}
