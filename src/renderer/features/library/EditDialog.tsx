import { useRef, useState } from 'react'
import type { Article } from '../../../shared/articles.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { typedAddress } from '../../../shared/web-address.ts'
import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** Corrects what was understood when the article was added. */
export function EditDialog(props: { articleId: ArticleId; onClose(): void }) {
  const article = useData('articles.get', { articleId: props.articleId }).data
  const standfirst = useData('corrections.standfirst', { articleId: props.articleId }).data?.standfirst
  return (
    <Dialog open wide onClose={props.onClose} title={t('library.editDialog.title')}>
      {article && standfirst !== undefined ? (
        <Fields article={article} standfirst={standfirst} onClose={props.onClose} />
      ) : null}
    </Dialog>
  )
}

function Fields(props: { article: Article; standfirst: string; onClose(): void }) {
  const { article, onClose } = props
  const { title, byline, site, url, published, modified, licence, language } = article
  const [draft, setDraft] = useState({ title, byline, site, url, published, modified, licence, language })
  const [isWrong, setWrong] = useState(false)
  const address = useRef<HTMLInputElement>(null)
  const [standfirst, setStandfirst] = useState(props.standfirst)
  const update = useAction('articles.update')
  // Its words are part of the text and may be highlighted: another one is a new version.
  const updateStandfirst = useAction('corrections.setStandfirst')
  const toast = useToast()
  const field = (name: keyof typeof draft, label: string, max: number, first = false) => (
    <TextField
      label={label}
      autoFocus={first}
      value={draft[name]}
      maxLength={max}
      dir="auto"
      onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
    />
  )
  return (
    <form
      className="edit-form"
      onSubmit={(event) => {
        event.preventDefault()
        const articleId = article.id
        // One that was not touched stays as it was stated, whatever a browser would make of it.
        const typed = draft.url === article.url ? article.url : typedAddress(draft.url)
        if (draft.url.trim() !== '' && typed === '') {
          setWrong(true)
          address.current?.focus()
          return
        }
        update({ articleId, ...draft, url: typed })
          .then(() => (standfirst === props.standfirst ? null : updateStandfirst({ articleId, standfirst })))
          .then(onClose, toast.showError)
      }}
    >
      {field('title', t('library.editDialog.articleTitle'), 1000, true)}
      <TextField
        label={t('library.editDialog.standfirst')}
        value={standfirst}
        maxLength={2000}
        dir="auto"
        onChange={(event) => setStandfirst(event.target.value)}
      />
      <TextField
        ref={address}
        label={t('imports.address.field')}
        inputMode="url"
        dir="ltr"
        maxLength={8000}
        value={draft.url}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'edit-address-wrong' : undefined}
        onChange={(event) => {
          setDraft({ ...draft, url: event.target.value })
          setWrong(false)
        }}
      />
      {isWrong ? (
        <p id="edit-address-wrong" className="field-error" role="alert">
          {t('imports.address.wrong')}
        </p>
      ) : null}
      <div className="edit-form-short">
        {field('byline', t('library.editDialog.byline'), 1000)}
        {field('site', t('library.editDialog.site'), 500)}
        {field('published', t('library.editDialog.published'), 40)}
        {field('modified', t('library.editDialog.modified'), 40)}
        {field('licence', t('library.editDialog.licence'), 500)}
        {field('language', t('library.editDialog.language'), 35)}
      </div>
      <div className="dialog-actions">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button look="primary" type="submit">
          {t('ui.save')}
        </Button>
      </div>
    </form>
  )
}
