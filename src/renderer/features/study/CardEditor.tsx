import { type RefObject, useEffect, useRef } from 'react'
import { type CardKind, cardKinds } from '../../../shared/cards.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TagInput } from '../../ui/TagInput.tsx'
import { CardHistory } from './CardHistory.tsx'
import { ClozeField } from './ClozeField.tsx'
import { PictureEditor } from './PictureEditor.tsx'
import { TextArea } from './TextArea.tsx'
import { articleOf, type CardDraft, type CardTask, useCardDraft } from './use-card-draft.ts'
import './study.css'

/** Makes a card, or edits one in place. */
export function CardEditor({ task, onClose }: { task: CardTask; onClose(): void }) {
  const { draft, error, change, changeKind, addTag, removeTag, save, startAnother } = useCardDraft(task)
  const known = (useData('tags.list', {}).data ?? []).map(({ tag }) => tag)
  const first = useRef<HTMLTextAreaElement>(null)
  const told = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    // In a low window it stands below what is seen of the form.
    if (error) told.current?.scrollIntoView({ block: 'nearest' })
  }, [error])
  const articleId = articleOf(task)
  const isEdit = task.kind === 'edit'
  const kinds = cardKinds.filter(
    (kind) => kind !== 'picture' || articleId !== null || draft.kind === 'picture'
  )
  const finish = async (another: boolean) => {
    if (!(await save())) return
    if (!another) {
      onClose()
      return
    }
    startAnother()
    first.current?.focus()
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={isEdit ? t('study.editor.edit') : t('study.editor.create')}
      className="card-editor"
      initialFocus={first}
      actions={
        <>
          {isEdit ? null : <Button onClick={() => void finish(true)}>{t('study.editor.another')}</Button>}
          <Button look="primary" aria-keyshortcuts="Control+Enter" onClick={() => void finish(false)}>
            {isEdit ? t('study.editor.save') : t('study.editor.make')}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of the form; its buttons do the same */}
      <div
        className="card-form"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void finish(event.shiftKey && !isEdit)
        }}
      >
        <ChoiceGroup
          label={t('study.editor.kind')}
          labelHidden
          value={draft.kind}
          choices={kinds.map((kind) => ({ value: kind, label: t(`study.editor.kinds.${kind}`) }))}
          onChange={changeKind}
        />
        {task.kind === 'words' && draft.kind !== 'passage' ? (
          <blockquote className="card-source" dir="auto">
            {task.words}
          </blockquote>
        ) : null}
        <Asked articleId={articleId} draft={draft} inputRef={first} onChange={change} />
        <TextArea label={backLabel(draft.kind)} value={draft.back} onChange={(back) => change({ back })} />
        <TagInput
          label={t('study.editor.tags')}
          tags={draft.tags}
          known={known}
          onAdd={addTag}
          onRemove={removeTag}
        />
        <p ref={told} className="form-error" role="alert">
          {error}
        </p>
        {isEdit ? <CardHistory cardId={task.card.id} /> : null}
      </div>
    </Dialog>
  )
}

/** The front of a card, as its kind has it. */
function Asked(props: {
  articleId: ArticleId | null
  draft: CardDraft
  inputRef: RefObject<HTMLTextAreaElement | null>
  onChange(part: Partial<CardDraft>): void
}) {
  const { draft, inputRef, onChange } = props
  if (draft.kind === 'cloze') {
    return <ClozeField inputRef={inputRef} value={draft.front} onChange={(front) => onChange({ front })} />
  }
  return (
    <>
      {draft.kind === 'picture' ? (
        <PictureEditor
          articleId={props.articleId}
          picture={draft.picture}
          onChange={(picture) => onChange({ picture })}
        />
      ) : null}
      <TextArea
        inputRef={inputRef}
        label={frontLabel(draft.kind)}
        {...(draft.kind === 'passage' ? { hint: t('study.editor.passageHint') } : {})}
        value={draft.front}
        onChange={(front) => onChange({ front })}
      />
    </>
  )
}

function frontLabel(kind: CardKind): string {
  if (kind === 'question') return t('study.editor.question')
  return kind === 'passage' ? t('study.editor.passage') : t('study.editor.caption')
}

function backLabel(kind: CardKind): string {
  if (kind === 'question') return t('study.editor.answer')
  return kind === 'passage' ? t('study.editor.note') : t('study.editor.extra')
}
