import { type KeyboardEvent, useLayoutEffect, useMemo, useRef } from 'react'
import { type CommandId, findCommand } from '../../../../shared/commands.ts'
import { type Highlight, highlightColors } from '../../../../shared/highlights.ts'
import { isField } from '../../../lib/is-field.ts'
import { matchesKey } from '../../../lib/keys.ts'
import { t } from '../../../lib/messages.ts'
import { NoteEditor } from '../../../lib/notes/NoteEditor.tsx'
import { useKeptHighlight } from '../../../lib/notes/use-kept-highlight.ts'
import { shownQuote } from '../../../lib/shown-quote.ts'
import { typeInto } from '../../../lib/type-into.ts'
import { typedAhead } from '../../../lib/typed-ahead.ts'
import { runCommand } from '../../../lib/use-command.ts'
import { useAction, useData } from '../../../lib/use-data.ts'
import { ChoiceGroup } from '../../../ui/ChoiceGroup.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import {
  BookOpenText,
  ChevronLeft,
  ChevronRight,
  GraduationCap,
  Merge,
  Scissors,
  Trash2
} from '../../../ui/icons.ts'
import { Popover } from '../../../ui/Popover.tsx'
import { TagInput } from '../../../ui/TagInput.tsx'
import { useToast } from '../../../ui/Toast.tsx'
import { Backlinks } from '../links/Backlinks.tsx'
import { ExtractLinks } from '../links/ExtractLinks.tsx'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { HighlightVerdict } from './HighlightVerdict.tsx'
import type { OpenHighlight } from './use-chosen-highlight.ts'

/** Pixels that leave the knobs at the ends of a highlight free to be held. */
const BESIDE_KNOBS = 20

/** What the keys of the text do is done here, too: one has just clicked the highlight they are meant for. */
const keysHere = [
  'reader.highlight.yellow',
  'reader.highlight.green',
  'reader.highlight.blue',
  'reader.highlight.pink',
  'reader.highlight.purple',
  'reader.note',
  'reader.tag',
  'reader.card',
  'reader.extract',
  'reader.gather',
  'reader.mergeHighlight',
  'reader.splitHighlight',
  'reader.deleteHighlight'
] as const satisfies readonly CommandId[]

function onKeyDown(event: KeyboardEvent): void {
  if (isField(event.target)) return
  if (typedAhead.onKey(event.nativeEvent)) {
    event.preventDefault()
    event.stopPropagation()
    return
  }
  const id = keysHere.find((one) => findCommand(one)?.keys?.some((key) => matchesKey(event.nativeEvent, key)))
  if (!id) return
  // Held down, a key does here once what it does once in the text.
  if (!event.nativeEvent.repeat && !runCommand(id, event.nativeEvent)) return
  event.preventDefault()
  event.stopPropagation()
}

/** Everything one can do with a highlight, beside it. Where several lie over each other one can switch. */
export function HighlightPopover(props: {
  frame: ReadingFrame
  highlight: Highlight
  /** All that lie at the place, the likeliest first. */
  others: readonly Highlight[]
  /** What asked for it: each time anew, where the focus goes. */
  asked: OpenHighlight
  /** It is not in the library any more. */
  isGone: boolean
  moved: number
  onSwitch(highlight: Highlight): void
  canMerge: boolean
  onMerge(): void
  onDelete(highlight: Highlight): void
  onCard(): void
  onExtract(): void
  onGather(): void
  onLink(url: string): void
  onClose(): void
  /** Nobody was writing on it when it went. */
  onGone(): void
}) {
  const { frame, highlight, others, moved, asked, isGone, onGone } = props
  const { focus } = asked
  const setColor = useAction('highlights.setColor')
  const addTag = useAction('highlights.addTag')
  const removeTag = useAction('highlights.removeTag')
  const kept = useKeptHighlight(highlight)
  const { data: tags } = useData('tags.list', {})
  const { showError } = useToast()
  const note = useRef<HTMLTextAreaElement>(null)
  const tagField = useRef<HTMLInputElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const id = highlight.id

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new anchor makes the popover measure again after scrolling
  const anchor = useMemo(
    () => ({
      getBoundingClientRect: () => frame.toWindow(frame.rectOf(highlight) ?? new DOMRect())
    }),
    [frame, highlight.start, highlight.end, moved]
  )

  const takeFocus = () => {
    // Drawn a moment later, it is asked for again.
    if (focus === 'color')
      return content.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus({
        preventScroll: true
      })
    const field = focus === 'note' ? note.current : tagField.current
    field?.focus({ preventScroll: true })
    if (!field || document.activeElement !== field) return
    const typed = typedAhead.take()
    if (typed) typeInto(field, field.selectionStart ?? 0, field.selectionEnd ?? 0, typed)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it is asked for, and for another highlight
  useLayoutEffect(takeFocus, [asked, id])
  useLayoutEffect(() => {
    if (!isGone) return
    const here = document.activeElement
    // Whoever writes stays where the next letter is written.
    if (!isField(here) || !content.current?.contains(here)) onGone()
  }, [isGone, onGone])

  const at = others.findIndex((other) => other.id === id)
  const step = (by: number) => props.onSwitch(others[(at + by + others.length) % others.length]!)

  return (
    <Popover
      title={t('reader.highlight.label', { color: t(`ui.color.${highlight.color}`) })}
      open
      onOpenChange={(open) => !open && props.onClose()}
      anchor={anchor}
      side="bottom"
      gap={BESIDE_KNOBS}
      className="highlight-popover"
      initialFocus={takeFocus}
      finalFocus={false}
      onKeyDown={onKeyDown}
    >
      <div ref={content}>
        {isGone ? (
          <p className="highlight-gone" role="alert">
            {t('reader.highlight.gone')}
          </p>
        ) : (
          <div className="highlight-popover-row">
            <ChoiceGroup
              label={t('reader.highlight.color')}
              labelHidden
              value={highlight.color}
              choices={highlightColors.map((color) => ({
                value: color,
                label: t(`ui.color.${color}`),
                sample: <span className="swatch" data-color={color} />,
                className: 'choice-swatch'
              }))}
              onChange={(color) => void setColor({ highlightIds: [id], color }).catch(showError)}
            />
            {others.length > 1 ? (
              <span className="highlight-switch">
                <IconButton label={t('reader.highlight.previous')} onClick={() => step(-1)}>
                  <ChevronLeft aria-hidden="true" className="mirrored" />
                </IconButton>
                <span>{t('reader.highlight.position', { at: at + 1, count: others.length })}</span>
                <IconButton label={t('reader.highlight.next')} onClick={() => step(1)}>
                  <ChevronRight aria-hidden="true" className="mirrored" />
                </IconButton>
              </span>
            ) : null}
            {props.canMerge ? (
              <IconButton label={t('reader.highlight.merge')} shortcut="m" onClick={props.onMerge}>
                <Merge aria-hidden="true" />
              </IconButton>
            ) : null}
            <IconButton label={t('reader.highlight.card')} shortcut="c" onClick={props.onCard}>
              <GraduationCap aria-hidden="true" />
            </IconButton>
            <IconButton label={t('highlights.gather')} shortcut="Shift+B" onClick={props.onGather}>
              <BookOpenText aria-hidden="true" />
            </IconButton>
            <IconButton label={t('reader.tool.extract')} shortcut="i" onClick={props.onExtract}>
              <Scissors aria-hidden="true" />
            </IconButton>
            <IconButton
              label={t('reader.highlight.delete')}
              shortcut="Delete"
              onClick={() => props.onDelete(highlight)}
            >
              <Trash2 aria-hidden="true" />
            </IconButton>
          </div>
        )}
        {others.length > 1 ? (
          <p className="highlight-quote" dir="auto">
            {shownQuote(highlight)}
          </p>
        ) : null}
        <HighlightVerdict highlight={highlight} />
        <NoteEditor
          key={id}
          ref={note}
          label={t('reader.note.label')}
          body={kept.note}
          save={kept.save}
          keep={kept.keep}
          unstored={kept.unstored}
          onDone={props.onClose}
        />
        <TagInput
          label={t('reader.highlight.tags')}
          tags={highlight.tags}
          known={tags?.map(({ tag }) => tag) ?? []}
          inputRef={tagField}
          onAdd={(tag) => void kept.write(() => addTag({ highlightIds: [id], tag })).catch(showError)}
          onRemove={(tag) => void removeTag({ highlightIds: [id], tag }).catch(showError)}
        />
        <ExtractLinks articleId={highlight.articleId} highlightId={id} onLink={props.onLink} />
        <Backlinks target={{ kind: 'highlight', id }} onLink={props.onLink} />
      </div>
    </Popover>
  )
}
