import { useEffect, useState } from 'react'
import { useCommand } from '../lib/use-command.ts'
import { useMedia } from '../lib/use-media.ts'
import { useSettings } from '../lib/use-settings.ts'
import { useToast } from '../ui/Toast.tsx'
import { useNavigation } from './navigation.tsx'

/** As in shell.css: at 200 % zoom of a small window there is no room for words beside the list. */
const NARROW = '(max-width: 640px)'

/**
 * Whether the sidebar shows its words, and the command that changes it. Where there is room the choice is kept;
 * in a narrow window it lies over the place, until something in it is chosen.
 */
export function useSidebar(): { open: boolean; over: boolean; close(): void } {
  const { place } = useNavigation()
  const { settings, change } = useSettings()
  const { showError } = useToast()
  const narrow = useMedia(NARROW)
  const [over, setOver] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere is what closes it
  useEffect(() => setOver(false), [place, narrow])
  useCommand('view.sidebar', () => {
    if (narrow) setOver((before) => !before)
    else change({ sidebarOpen: !settings.sidebarOpen }).catch(showError)
  })
  return { open: narrow ? over : settings.sidebarOpen, over: narrow && over, close: () => setOver(false) }
}
