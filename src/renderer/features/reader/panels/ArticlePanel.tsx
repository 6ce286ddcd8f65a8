import type { Article } from '../../../../shared/articles.ts'
import { t } from '../../../lib/messages.ts'
import { NoteEditor } from '../../../lib/notes/NoteEditor.tsx'
import { useNoteWriting } from '../../../lib/notes/use-note-writing.ts'
import { useAction, useData } from '../../../lib/use-data.ts'
import { TagInput } from '../../../ui/TagInput.tsx'
import { useToast } from '../../../ui/Toast.tsx'
import { Backlinks } from '../links/Backlinks.tsx'
import { VersionRemarks } from '../versions/VersionRemarks.tsx'

/** The note and the tags of the whole article. */
export function ArticlePanel(props: {
  article: Article
  focus: 'note' | 'tags'
  onLink(url: string): void
  onDone(): void
}) {
  const { article } = props
  const writing = useNoteWriting(article.id, null)
  const addTag = useAction('articles.addTag')
  const removeTag = useAction('articles.removeTag')
  const { data: tags } = useData('tags.list', {})
  const { showError } = useToast()
  return (
    <div className="article-panel">
      <h3>{t('reader.panel.note')}</h3>
      <NoteEditor
        key={`${article.id} ${props.focus}`}
        label={t('reader.panel.note')}
        body={article.note}
        rows={10}
        autoFocus={props.focus === 'note'}
        {...writing}
        onDone={props.onDone}
      />
      <h3>{t('reader.panel.tags')}</h3>
      <TagInput
        key={props.focus}
        label={t('reader.panel.tags')}
        tags={article.tags}
        known={tags?.map(({ tag }) => tag) ?? []}
        autoFocus={props.focus === 'tags'}
        onDone={props.onDone}
        onAdd={(tag) => void addTag({ articleIds: [article.id], tag }).catch(showError)}
        onRemove={(tag) => void removeTag({ articleIds: [article.id], tag }).catch(showError)}
      />
      <TextRemarks articleId={article.id} />
      <Backlinks target={{ kind: 'article', id: article.id }} onLink={props.onLink} />
      {article.url ? <ArticleAddress url={article.url} /> : null}
    </div>
  )
}

/** What is to be known of the text that is read. */
function TextRemarks({ articleId }: { articleId: Article['id'] }) {
  const { data: versions = [] } = useData('versions.list', { articleId })
  const current = versions.find(({ isCurrent }) => isCurrent)
  if (!current || current.remarks.length + current.missingPictures === 0) return null
  return (
    <section aria-label={t('versions.remarks')}>
      <h3>{t('versions.remarks')}</h3>
      <VersionRemarks version={current} />
    </section>
  )
}

function ArticleAddress({ url }: { url: string }) {
  const openLink = useAction('app.openLink')
  const { showError } = useToast()
  return (
    <p className="article-address">
      <a
        href={url}
        onClick={(event) => {
          event.preventDefault()
          void openLink({ url }).catch(showError)
        }}
      >
        {url}
      </a>
    </p>
  )
}
