import type { LibraryList } from '../../shared/list-question.ts'
import type { NotebookId } from '../../shared/notebooks.ts'
import { t } from '../lib/messages.ts'
import { newId } from '../lib/new-id.ts'
import { useCommand } from '../lib/use-command.ts'
import { useAction } from '../lib/use-data.ts'
import { useSettings } from '../lib/use-settings.ts'
import { useToast } from '../ui/Toast.tsx'
import { useNavigation } from './navigation.tsx'

/** The commands that belong to no single place. */
export function useAppCommands(): void {
  const { go, back } = useNavigation()
  const { change } = useSettings()
  const toast = useToast()
  const showLibrary = useAction('app.showLibrary')
  const saveLibrary = useAction('exports.saveLibrary')
  const createNotebook = useAction('notebooks.create')
  const set = (part: Parameters<typeof change>[0]) => void change(part).catch(toast.showError)
  const show = (list: LibraryList) => go({ name: 'library', list })

  useCommand('go.library', () => go({ name: 'library' }))
  useCommand('go.highlights', () => go({ name: 'highlights' }))
  useCommand('go.search', () => go({ name: 'search' }))
  useCommand('go.study', () => go({ name: 'study' }))
  useCommand('go.cards', () => go({ name: 'study', view: 'cards' }))
  useCommand('go.today', () => go({ name: 'today' }))
  useCommand('go.queue', () => go({ name: 'today', view: 'queue' }))
  useCommand('go.numbers', () => go({ name: 'today', view: 'numbers' }))
  useCommand('go.notebooks', () => go({ name: 'notebooks' }))
  useCommand('notebooks.new', () => {
    const id = newId<NotebookId>()
    createNotebook({ id, title: '', body: '' }).then(
      () => go({ name: 'notebooks', id, fresh: true }),
      toast.showError
    )
  })
  useCommand('go.back', back)
  useCommand('settings.open', () => go({ name: 'settings' }))
  useCommand('help.shortcuts', () => go({ name: 'settings', section: 'shortcuts' }))
  useCommand('help.privacy', () => go({ name: 'settings', section: 'privacy' }))
  useCommand('library.show.all', () => show('all'))
  useCommand('library.show.later', () => show('later'))
  useCommand('library.show.reading', () => show('reading'))
  useCommand('library.show.finished', () => show('finished'))
  useCommand('library.show.starred', () => show('starred'))
  useCommand('library.show.extracts', () => show('extracts'))
  useCommand('library.show.trash', () => show('trash'))
  useCommand('view.theme.system', () => set({ theme: 'system' }))
  useCommand('view.theme.light', () => set({ theme: 'light' }))
  useCommand('view.theme.sepia', () => set({ theme: 'sepia' }))
  useCommand('view.theme.dark', () => set({ theme: 'dark' }))
  useCommand('view.theme.black', () => set({ theme: 'black' }))
  useCommand('app.showLibrary', () => void showLibrary({}).catch(toast.showError))
  useCommand('export.library', () => {
    saveLibrary({}).then((saved) => {
      if (saved) toast.show({ message: t('app.exported', { path: saved.path }) })
    }, toast.showError)
  })
}
