import { ArrowLeft, FileOutput, Trash2 } from 'lucide-react'
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { parseLinkUrl } from '../../../shared/links.ts'
import type { Notebook, NotebookId } from '../../../shared/notebooks.ts'
import { moveSection, outlineOf } from '../../../shared/outline.ts'
import type { ArticleId, HighlightId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { NoteEditor } from '../../lib/notes/NoteEditor.tsx'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { EMBED_TYPE, GatherPanel } from './GatherPanel.tsx'
import { NotebookLinks } from './NotebookLinks.tsx'
import { NotebookOutline } from './NotebookOutline.tsx'
import { NotebookText } from './NotebookText.tsx'
import { offsetAt, typeInto } from './type-into.ts'
import { useNotebookWork } from './use-notebook-work.ts'
import './notebooks.css'

type View = 'write' | 'read'

const panels = ['outline', 'gather', 'links'] as const
type Panel = (typeof panels)[number]

interface PageProps {
  id: NotebookId
  /** Just made: its name is written first. */
  fresh: boolean
  onBack(): void
  onOpenNotebook(id: NotebookId): void
  onOpen(articleId: ArticleId, target?: ReaderTarget): void
}

/** One notebook: to write and to read, with its outline, highlights to gather, and what links to it beside. */
export function NotebookPage(props: PageProps) {
  const { data: notebook, error } = useData('notebooks.get', { id: props.id })
  useCommand('notebooks.back', props.onBack)
  if (error && !notebook) {
    return (
      <div className="empty" role="alert">
        <p>{error.message}</p>
        <Button onClick={props.onBack}>{t('notebooks.back')}</Button>
      </div>
    )
  }
  return notebook ? <OpenNotebook {...props} notebook={notebook} /> : <div aria-busy="true" />
}

function OpenNotebook(props: PageProps & { notebook: Notebook }) {
  const { id, notebook } = props
  const [view, setView] = useState<View>('write')
  const [panel, setPanel] = useState<Panel>('outline')
  const [exporting, setExporting] = useState(false)
  /** What is in the field now, a moment ahead of what is stored; nothing until one has written in this field. */
  const [written, setWritten] = useState<string | undefined>()
  /** Named first; once it has its name, the focus is where one writes and not in the name again. */
  const isUnnamed = props.fresh && notebook.title === ''
  const field = useRef<HTMLTextAreaElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const save = useAction('notebooks.save')
  const gather = useAction('notebooks.gather')
  const openLink = useAction('app.openLink')
  const work = useNotebookWork()
  const { show, showError } = useToast()
  const writing = useMemo(
    () => ({
      save: (body: string, base: string) => save({ id, body, base }),
      // Nothing waits for it: it only matters when the window is gone.
      keep: (body: string, base: string) =>
        void invoke('notebooks.keepDraft', { id, body, base }).catch(() => {})
    }),
    [id, save]
  )
  // While one reads, sections are moved and undone in what is stored: the next field begins from that.
  const turnTo = (next: View) => {
    if (next !== view) setWritten(undefined)
    setView(next)
  }
  const body = (view === 'write' ? written : undefined) ?? notebook.body
  // What is shown is a moment behind in a long text, so that no key waits for it; what is done looks again.
  const outlined = useDeferredValue(body)
  const headings = useMemo(() => outlineOf(outlined), [outlined])

  const go = (index: number) => {
    if (view === 'read') {
      const element = page.current?.querySelectorAll<HTMLElement>('[data-heading]')[index]
      element?.focus({ preventScroll: true })
      element?.scrollIntoView({ block: 'start' })
      return
    }
    const text = field.current
    const heading = text ? outlineOf(text.value)[index] : undefined
    if (!text || !heading) return
    text.focus()
    // The browser brings the caret into sight only when it moves by a key: so the end first, then the place.
    text.setSelectionRange(heading.start, heading.start)
    text.scrollTop = Math.max(0, (text.scrollHeight * heading.start) / Math.max(1, text.value.length) - 80)
  }
  const move = (index: number, by: 1 | -1) => {
    const text = field.current
    // The offsets are for the very text they are applied to.
    const before = text?.value ?? notebook.body
    const change = moveSection(before, index, by)
    if (!change) return show({ message: t('notebooks.noFurther') })
    const title = headings[index]?.text ?? ''
    if (text) typeInto(text, change.start, change.end, change.text, change.at)
    else {
      const next = before.slice(0, change.start) + change.text + before.slice(change.end)
      save({ id, body: next, base: before }).catch(showError)
    }
    show({ message: t('notebooks.moved', { title }) })
  }
  /** The section the caret is in. */
  const moveHere = (by: 1 | -1) => {
    const text = field.current
    if (!text) return
    const caret = text.selectionStart
    const index = outlineOf(text.value).findLastIndex((heading) => heading.start <= caret)
    if (index !== -1) move(index, by)
  }
  const put = (markdown: string, highlightId: HighlightId) => {
    const text = field.current
    if (!text) {
      // While one reads there is no place where one writes: the end is it.
      gather({ id, highlightIds: [highlightId] }).then(
        () => show({ message: t('notebooks.putDone') }),
        showError
      )
      return
    }
    putAt(text, text.selectionEnd, markdown)
    show({ message: t('notebooks.putDone') })
  }
  /** A paragraph of its own wherever it is put. */
  const putAt = (text: HTMLTextAreaElement, at: number, markdown: string) => {
    const before = text.value.slice(0, at)
    const behind = text.value.slice(at)
    const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
    const tail = behind.startsWith('\n\n') ? '' : behind.startsWith('\n') ? '\n' : '\n\n'
    typeInto(text, at, at, lead + markdown + tail)
  }
  const onLink = (url: string) => {
    const target = parseLinkUrl(url)
    if (!target) return void openLink({ url }).catch(showError)
    invoke('links.resolve', { targets: [target] }).then(([place]) => {
      if (place?.kind === 'notebook' && place.state === 'there') props.onOpenNotebook(place.id as NotebookId)
      else if (place?.articleId)
        props.onOpen(
          place.articleId,
          place.highlightId ? { kind: 'highlight', highlightId: place.highlightId } : undefined
        )
      else show({ message: t('links.goneToast') })
    }, showError)
  }
  const walk = useRef({ go, move })
  useLayoutEffect(() => {
    walk.current = { go, move }
  })
  const walking = useMemo(
    () => ({
      onGo: (index: number) => walk.current.go(index),
      onMove: (index: number, by: 1 | -1) => walk.current.move(index, by)
    }),
    []
  )
  useCommand('notebooks.view', () => turnTo(view === 'write' ? 'read' : 'write'))
  useCommand('notebooks.export', () => setExporting(true))
  useCommand('notebooks.moveUp', () => moveHere(-1), { enabled: view === 'write' })
  useCommand('notebooks.moveDown', () => moveHere(1), { enabled: view === 'write' })
  useCommand(
    'notebooks.gather',
    () => {
      turnTo('write')
      setPanel('gather')
      // The panel and its field are there a moment later.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => document.querySelector<HTMLElement>('.gather-field')?.focus())
      )
    },
    { enabled: panel !== 'gather' || view === 'read' }
  )
  useEffect(() => {
    if (view === 'read') page.current?.focus()
  }, [view])

  return (
    <div className="notebook">
      <header className="place-header notebook-header">
        <IconButton label={t('notebooks.back')} shortcut="Escape" onClick={props.onBack}>
          <ArrowLeft aria-hidden="true" className="mirrored" />
        </IconButton>
        <Name
          key={notebook.title}
          title={notebook.title}
          focused={isUnnamed}
          onRename={(title) => work.rename(id, title)}
          onDone={() => field.current?.focus()}
        />
        <ChoiceGroup
          label={t('notebooks.view')}
          labelHidden
          value={view}
          choices={(['write', 'read'] as const).map((value) => ({
            value,
            label: t(`notebooks.views.${value}`)
          }))}
          onChange={turnTo}
        />
        <IconButton label={t('notebooks.export')} onClick={() => setExporting(true)}>
          <FileOutput aria-hidden="true" />
        </IconButton>
        <IconButton
          label={t('notebooks.delete')}
          onClick={() => void work.remove(id).then((gone) => gone && props.onBack())}
        >
          <Trash2 aria-hidden="true" />
        </IconButton>
      </header>
      <div className="notebook-columns">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to drop; the panel's buttons do the same */}
        <div
          className="notebook-main"
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes(EMBED_TYPE) || !field.current) return
            event.preventDefault()
            event.dataTransfer.dropEffect = 'copy'
          }}
          onDropCapture={(event) => {
            const markdown = event.dataTransfer.getData(EMBED_TYPE)
            const text = field.current
            if (!markdown || !text) return
            event.preventDefault()
            event.stopPropagation()
            putAt(text, offsetAt(text, event.clientX, event.clientY), markdown)
          }}
        >
          {view === 'write' ? (
            <NoteEditor
              ref={field}
              label={t('notebooks.text')}
              placeholder={t('notebooks.placeholder')}
              body={notebook.body}
              autoFocus={!isUnnamed}
              onWrite={setWritten}
              {...writing}
            />
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the focus, so that keys scroll it
            <div ref={page} className="notebook-reading" tabIndex={0} dir="auto">
              <NotebookText
                body={notebook.body}
                onLink={onLink}
                onOpen={(articleId, highlightId) =>
                  props.onOpen(articleId, { kind: 'highlight', highlightId })
                }
              />
            </div>
          )}
        </div>
        <aside className="notebook-panel" aria-label={t('notebooks.panel')}>
          <ChoiceGroup
            label={t('notebooks.panel')}
            labelHidden
            value={panel}
            choices={panels.map((value) => ({ value, label: t(`notebooks.panels.${value}`) }))}
            onChange={(value) => setPanel(value)}
          />
          <div className="notebook-panel-body">
            {panel === 'outline' ? (
              <NotebookOutline headings={headings} {...walking} />
            ) : panel === 'gather' ? (
              <GatherPanel onPut={put} />
            ) : (
              <NotebookLinks id={id} onLink={onLink} />
            )}
          </div>
        </aside>
      </div>
      {exporting ? <ExportDialog id={id} onClose={() => setExporting(false)} /> : null}
    </div>
  )
}

/** The name, edited in place: kept when one leaves the field or presses Enter. */
function Name(props: { title: string; focused: boolean; onRename(title: string): void; onDone(): void }) {
  const [typed, setTyped] = useState(props.title)
  const keep = () => {
    if (typed.trim() !== props.title) props.onRename(typed)
  }
  return (
    <h1 className="notebook-name">
      <input
        type="text"
        aria-label={t('notebooks.name')}
        placeholder={t('notebooks.untitled')}
        dir="auto"
        maxLength={300}
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: a notebook just made is named first
        autoFocus={props.focused}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          props.onDone()
        }}
      />
    </h1>
  )
}
