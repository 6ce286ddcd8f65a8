import { linkUrl } from '../../../../shared/links.ts'
import type { ArticleId, HighlightId } from '../../../../shared/values.ts'
import { titleOf } from '../../../lib/formats.ts'
import { t } from '../../../lib/messages.ts'
import { NoteLink } from '../../../lib/notes/NoteLink.tsx'
import { useData } from '../../../lib/use-data.ts'
import { Scissors } from '../../../ui/icons.ts'

/** Says that words were extracted, and leads to the extracts; nothing when they were not. */
export function ExtractLinks(props: {
  articleId: ArticleId
  highlightId: HighlightId
  onLink(url: string): void
}) {
  const { data } = useData('extracts.ofArticle', { articleId: props.articleId })
  const extracts = data?.filter((one) => one.highlightId === props.highlightId) ?? []
  if (extracts.length === 0) return null
  return (
    <p className="extract-links">
      {extracts.map((extract) => {
        const url = linkUrl({ kind: 'article', id: extract.articleId })
        return (
          <NoteLink
            key={extract.articleId}
            url={url}
            onLink={props.onLink}
            aria-label={t('reader.extracts.openNamed', { title: titleOf(extract) })}
          >
            <Scissors aria-hidden="true" /> {t('reader.extracts.extracted')}
          </NoteLink>
        )
      })}
    </p>
  )
}
