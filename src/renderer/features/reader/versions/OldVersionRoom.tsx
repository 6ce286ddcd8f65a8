import type { NotebookId } from '../../../../shared/notebooks.ts'
import type { Settings } from '../../../../shared/settings.ts'
import type { ArticleId, HighlightId, VersionId } from '../../../../shared/values.ts'
import { t } from '../../../lib/messages.ts'
import { useData } from '../../../lib/use-data.ts'
import { Button } from '../../../ui/Button.tsx'
import { useLinks } from '../links/use-links.ts'
import { OldVersion } from './OldVersion.tsx'

/** Fetches a version that is no longer the article's text, and shows it. */
export function OldVersionRoom(props: {
  versionId: VersionId
  settings: Settings
  onOpenArticle(id: ArticleId, highlightId?: HighlightId): void
  onOpenNotebook(id: NotebookId): void
  onClose(): void
}) {
  const { data: version, error } = useData('reading.version', { versionId: props.versionId })
  const onLink = useLinks({
    articleId: version?.articleId,
    openHighlight: () => false,
    openArticleNote: props.onClose,
    onOpenArticle: props.onOpenArticle,
    onOpenNotebook: props.onOpenNotebook
  })
  if (error && !version) {
    return (
      <section className="reader reader-message" role="alert">
        <p>{error.message || t('reader.missing')}</p>
        <Button onClick={props.onClose}>{t('versions.backToCurrent')}</Button>
      </section>
    )
  }
  if (!version)
    return <section className="reader reader-message" aria-busy="true" aria-label={t('reader.loading')} />
  return <OldVersion version={version} settings={props.settings} onLink={onLink} onClose={props.onClose} />
}
