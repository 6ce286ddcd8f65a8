import { useId, useRef, useState } from 'react'
import {
  type Card,
  type CardKind,
  type CardSource,
  cardKinds,
  type Picture,
  type PromptId
} from '../../../shared/cards.ts'
import { clozeNumbers, hide } from '../../../shared/cloze.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { fieldDirection } from '../../lib/field-direction.ts'
import { t } from '../../lib/messages.ts'
import { newId } from '../../lib/new-id.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TagInput } from '../../ui/TagInput.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { PictureEditor } from './PictureEditor.tsx'

/** What a card is made from: words of an article, its pictures, nothing at all, or a card there is already. */
export type CardTask =
  | { kind: 'words'; source: CardSource }
  | { kind: 'pictures'; articleId: ArticleId }
  | { kind: 'free' }
  | { kind: 'edit'; card: Card }

interface Draft {
  kind: CardKind
  front: string
  back: string
  picture: Picture | null
  tags: readonly string[]
}

/** What was typed and not kept yet, so that closing by mistake loses nothing. */
const drafts = new Map<string, Draft>()

function draftKey(task: CardTask): string {
  switch (task.kind) {
    case 'words':
      return `words ${task.source.versionId} ${task.source.start} ${task.source.end}`
    case 'pictures':
      return `pictures ${task.articleId}`
    case 'free':
      return 'free'
    case 'edit':
      return `edit ${task.card.promptId}`
  }
}

function firstDraft(task: CardTask): Draft {
  switch (task.kind) {
    case 'words':
      return { kind: 'question', front: '', back: task.source.exact, picture: null, tags: [] }
    case 'pictures':
      return { kind: 'picture', front: '', back: '', picture: null, tags: [] }
    case 'free':
      return { kind: 'question', front: '', back: '', picture: null, tags: [] }
    case 'edit': {
      const { kind, front, back, picture, tags } = task.card
      return { kind, front, back, picture, tags }
    }
  }
}

/** Makes a card, or edits one in place. */
export function CardEditor({ task, onClose }: { task: CardTask; onClose(): void }) {
  const key = draftKey(task)
  const [draft, setDraft] = useState<Draft>(() => drafts.get(key) ?? firstDraft(task))
  const [promptId, setPromptId] = useState(() =>
    task.kind === 'edit' ? task.card.promptId : newId<PromptId>()
  )
  const [error, setError] = useState('')
  const create = useAction('cards.create')
  const update = useAction('cards.update')
  const addTag = useAction('cards.addTag')
  const removeTag = useAction('cards.removeTag')
  const known = (useData('tags.list', {}).data ?? []).map(({ tag }) => tag)
  const { show, showError } = useToast()
  const first = useRef<HTMLTextAreaElement>(null)

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    setError('')
    drafts.set(key, next)
  }
  /** The words that were selected are kept when another kind is chosen and nothing was written yet. */
  const changeKind = (kind: CardKind) => {
    const words = task.kind === 'words' ? task.source.exact : ''
    const untouched = draft.front === '' || draft.front === words
    if (untouched && task.kind === 'words') {
      const asks = kind === 'question'
      change({ kind, front: asks ? '' : words, back: asks ? words : draft.back === words ? '' : draft.back })
    } else change({ kind })
  }
  const articleId =
    task.kind === 'words'
      ? task.source.articleId
      : task.kind === 'pictures'
        ? task.articleId
        : task.kind === 'edit'
          ? task.card.articleId
          : null

  const save = async (another: boolean) => {
    const { kind, front, back, tags } = draft
    const content = { kind, front, back, picture: kind === 'picture' ? draft.picture : null }
    try {
      const cards =
        task.kind === 'edit'
          ? await update({ promptId, ...content })
          : await create({
              promptId,
              ...content,
              source: task.kind === 'words' ? task.source : null,
              tags: [...tags]
            })
      drafts.delete(key)
      show({
        message:
          task.kind === 'edit' ? t('study.editor.saved') : t('study.editor.made', { count: cards.length })
      })
      if (!another) {
        onClose()
        return
      }
      setPromptId(newId<PromptId>())
      setDraft({ ...firstDraft(task), kind, tags, picture: null })
      first.current?.focus()
    } catch (failure) {
      // What is missing is said where it is missing.
      if ((failure as { code?: string }).code === 'invalid-input') setError((failure as Error).message)
      else showError(failure)
    }
  }
  const kinds = cardKinds.filter(
    (kind) => kind !== 'picture' || articleId !== null || draft.kind === 'picture'
  )
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={task.kind === 'edit' ? t('study.editor.edit') : t('study.editor.create')}
      className="card-editor"
      initialFocus={first}
      actions={
        <>
          {task.kind === 'edit' ? null : (
            <Button onClick={() => void save(true)}>{t('study.editor.another')}</Button>
          )}
          <Button look="primary" aria-keyshortcuts="Control+Enter" onClick={() => void save(false)}>
            {task.kind === 'edit' ? t('study.editor.save') : t('study.editor.make')}
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
          void save(event.shiftKey && task.kind !== 'edit')
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
            {task.source.exact}
          </blockquote>
        ) : null}
        {draft.kind === 'cloze' ? (
          <ClozeField inputRef={first} value={draft.front} onChange={(front) => change({ front })} />
        ) : draft.kind === 'picture' ? (
          <PictureEditor
            articleId={articleId}
            picture={draft.picture}
            onChange={(picture) => change({ picture })}
          />
        ) : null}
        {draft.kind === 'cloze' ? null : (
          <TextArea
            inputRef={first}
            label={
              draft.kind === 'question'
                ? t('study.editor.question')
                : draft.kind === 'passage'
                  ? t('study.editor.passage')
                  : t('study.editor.caption')
            }
            {...(draft.kind === 'passage' ? { hint: t('study.editor.passageHint') } : {})}
            value={draft.front}
            onChange={(front) => change({ front })}
          />
        )}
        <TextArea
          label={
            draft.kind === 'question'
              ? t('study.editor.answer')
              : draft.kind === 'passage'
                ? t('study.editor.note')
                : t('study.editor.extra')
          }
          value={draft.back}
          onChange={(back) => change({ back })}
        />
        <TagInput
          label={t('study.editor.tags')}
          tags={draft.tags}
          known={known}
          onAdd={(tag) => {
            change({ tags: [...draft.tags, tag] })
            if (task.kind === 'edit') addTag({ promptIds: [promptId], tag }).catch(showError)
          }}
          onRemove={(tag) => {
            change({ tags: draft.tags.filter((one) => one !== tag) })
            if (task.kind === 'edit') removeTag({ promptIds: [promptId], tag }).catch(showError)
          }}
        />
        <p className="form-error" role="alert">
          {error}
        </p>
      </div>
    </Dialog>
  )
}

function TextArea(props: {
  label: string
  hint?: string
  value: string
  inputRef?: React.Ref<HTMLTextAreaElement>
  onChange(value: string): void
}) {
  const id = useId()
  return (
    <div className="text-field">
      <label htmlFor={id}>{props.label}</label>
      <textarea
        ref={props.inputRef}
        id={id}
        className="paste-field"
        dir={fieldDirection(props.value)}
        rows={3}
        value={props.value}
        aria-describedby={props.hint ? `${id} hint` : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.hint ? (
        <p id={`${id} hint`} className="field-hint">
          {props.hint}
        </p>
      ) : null}
    </div>
  )
}

/** A text in which words are hidden by selecting them. */
function ClozeField(props: {
  value: string
  inputRef: React.RefObject<HTMLTextAreaElement | null>
  onChange(value: string): void
}) {
  const id = useId()
  const numbers = clozeNumbers(props.value)
  const hideSelected = (number?: number) => {
    const field = props.inputRef.current
    if (!field || field.selectionStart === field.selectionEnd) {
      field?.focus()
      return
    }
    const { text, end } = hide(props.value, field.selectionStart, field.selectionEnd, number)
    props.onChange(text)
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(end, end)
    })
  }
  return (
    <div className="text-field">
      <label htmlFor={id}>{t('study.editor.text')}</label>
      <textarea
        ref={props.inputRef}
        id={id}
        className="paste-field"
        dir={fieldDirection(props.value)}
        rows={5}
        value={props.value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          // As in Anki: another number, or with Alt the same one.
          const isHide = event.code === 'KeyC' && event.shiftKey && (event.ctrlKey || event.metaKey)
          if (!isHide) return
          event.preventDefault()
          event.stopPropagation()
          hideSelected(event.altKey ? numbers.at(-1) : undefined)
        }}
      />
      <div className="card-form-row">
        <Button aria-keyshortcuts="Control+Shift+C" onClick={() => hideSelected()}>
          {t('study.editor.hide')}
        </Button>
        {numbers.length > 0 ? (
          <Button
            look="quiet"
            aria-keyshortcuts="Control+Alt+Shift+C"
            onClick={() => hideSelected(numbers.at(-1))}
          >
            {t('study.editor.hideSame')}
          </Button>
        ) : null}
        <span className="place-count" role="status">
          {t('study.editor.cards', { count: numbers.length })}
        </span>
      </div>
      <p id={`${id}-hint`} className="field-hint">
        {t('study.editor.hideHint')}
      </p>
    </div>
  )
}
