import type { Settings } from '../../../shared/settings.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import type { useFound } from './use-found.ts'
import type { Panels } from './use-panels.ts'

/** Connects the commands of the page and its panels (keyboard, menu, palette) with what they do. */
export function usePageCommands(room: {
  settings: Settings
  panels: Panels
  find: ReturnType<typeof useFound>
  hasSelection: boolean
  /** Opens "find", with what is selected already in it. */
  onFind(): void
  onBack(): void
}): void {
  const { settings, panels, find } = room
  const setSettings = useAction('settings.set')
  const { showError } = useToast()
  const hasFound = { enabled: find.spans.length > 0 }
  useCommand('reader.find', room.onFind)
  useCommand('reader.findNext', () => find.step(1), hasFound)
  useCommand('reader.findPrevious', () => find.step(-1), hasFound)
  useCommand('reader.articleNote', () => {
    // Where a search led, N goes back to the place before.
    if (find.found && !room.hasSelection) find.step(-1)
    else panels.toggle('article', 'note')
  })
  useCommand('reader.articleTags', () => panels.toggle('article', 'tags'))
  useCommand('reader.outline', () => panels.toggle('outline'))
  useCommand('reader.highlights', () => panels.toggle('highlights'))
  useCommand('reader.typography', () => panels.setTypography((before) => !before))
  const size = (by: number) => {
    const fontSize = Math.min(40, Math.max(12, settings.fontSize + by))
    void setSettings({ fontSize }).catch(showError)
  }
  useCommand('reader.textLarger', () => size(1))
  useCommand('reader.textSmaller', () => size(-1))
  useCommand('reader.back', room.onBack)
}
