import { useEffect, useMemo, useRef, useState } from 'react'
import type { Notebook, NotebookId } from '../../../shared/notebooks.ts'
import type { ArticleId, HighlightId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { NoteEditor } from '../../lib/notes/NoteEditor.tsx'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { typeParagraph } from '../../lib/type-into.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { dropInto } from './drop-into.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { NotebookHeader, type NotebookView } from './NotebookHeader.tsx'
import { NotebookPanel, type Panel } from './NotebookPanel.tsx'
import { NotebookText } from './NotebookText.tsx'
import { useNotebookLink } from './use-notebook-link.ts'
import { useNotebookWork } from './use-notebook-work.ts'
import { useSections } from './use-sections.ts'
import './notebooks.css'

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
  const [view, setView] = useState<NotebookView>('write')
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
  const turnTo = (next: NotebookView) => {
    if (next !== view) setWritten(undefined)
    setView(next)
  }
  const body = (view === 'write' ? written : undefined) ?? notebook.body
  const sections = useSections({ notebook, view, body, field, page })
  const onLink = useNotebookLink(props)

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
    typeParagraph(text, text.selectionEnd, markdown)
    show({ message: t('notebooks.putDone') })
  }
  useCommand('notebooks.view', () => turnTo(view === 'write' ? 'read' : 'write'))
  useCommand('notebooks.export', () => setExporting(true))
  useCommand('notebooks.moveUp', () => sections.moveHere(-1), { enabled: view === 'write' })
  useCommand('notebooks.moveDown', () => sections.moveHere(1), { enabled: view === 'write' })
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
      <NotebookHeader
        title={notebook.title}
        isUnnamed={isUnnamed}
        view={view}
        onBack={props.onBack}
        onRename={(title) => work.rename(id, title)}
        onNamed={() => field.current?.focus()}
        onView={turnTo}
        onExport={() => setExporting(true)}
        onDelete={() => void work.remove(id).then((gone) => gone && props.onBack())}
      />
      <div className="notebook-columns">
        <div className="notebook-main" {...dropInto(field)}>
          {view === 'write' ? (
            <NoteEditor
              ref={field}
              label={t('notebooks.text')}
              placeholder={t('notebooks.placeholder')}
              body={notebook.body}
              begins="start"
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
        <NotebookPanel
          id={id}
          panel={panel}
          sections={sections}
          onPanel={setPanel}
          onPut={put}
          onLink={onLink}
        />
      </div>
      {exporting ? <ExportDialog id={id} onClose={() => setExporting(false)} /> : null}
    </div>
  )
}
