import type { Settings } from '../../../shared/settings.ts'
import { t } from '../../lib/messages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import type { Find } from './find/use-found.ts'
import type { Panels } from './panels/use-panels.ts'

/** Connects the commands of the page and its panels (keyboard, menu, palette) with what they do. */
export function usePageCommands(room: {
  settings: Settings
  panels: Panels
  find: Find
  hasSelection: boolean
  /** Turns a page, where there are pages. */
  turn(by: 1 | -1): void
  /** Enlarges the picture on screen; false when there is none. */
  onPicture(): boolean
  canBeVertical: boolean
  /** Tells a screen reader. */
  say(sentence: string): void
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
  useCommand('reader.sheet', () => panels.toggle('sheet'))
  useCommand('reader.versions', () => panels.toggle('versions'))
  useCommand('reader.typography', () => panels.setTypography((before) => !before))
  const size = (by: number) => {
    const fontSize = Math.min(40, Math.max(12, settings.fontSize + by))
    void setSettings({ fontSize }).catch(showError)
  }
  useCommand('reader.textLarger', () => size(1))
  useCommand('reader.textSmaller', () => size(-1))
  const toggle = (change: Partial<Settings>, sentence: string) => {
    setSettings(change)
      .then(() => room.say(sentence))
      .catch(showError)
  }
  const { pageMode, focusMode, ruler, vertical } = settings
  const paged = pageMode === 'pages'
  useCommand('reader.pages', () =>
    toggle({ pageMode: paged ? 'scroll' : 'pages' }, t(paged ? 'page.live.scroll' : 'page.live.pages'))
  )
  useCommand('reader.nextPage', () => room.turn(1), { enabled: paged })
  useCommand('reader.previousPage', () => room.turn(-1), { enabled: paged })
  useCommand('reader.focusMode', () =>
    toggle({ focusMode: !focusMode }, t(focusMode ? 'page.live.focusOff' : 'page.live.focusOn'))
  )
  useCommand('reader.ruler', () =>
    toggle({ ruler: !ruler }, t(ruler ? 'page.live.rulerOff' : 'page.live.rulerOn'))
  )
  useCommand('reader.picture', () => {
    if (!room.onPicture()) room.say(t('page.picture.none'))
  })
  useCommand(
    'reader.vertical',
    () => toggle({ vertical: !vertical }, t(vertical ? 'page.live.horizontal' : 'page.live.vertical')),
    { enabled: room.canBeVertical }
  )
  useCommand('reader.back', room.onBack)
}
