import { useEffect } from 'react'
import { followHeldKeys } from '../lib/held-keys.ts'
import { onEvent } from '../lib/invoke.ts'
import { KeysAhead } from '../lib/keys-ahead.ts'
import { openRowMenu } from '../lib/row-menu.ts'
import { handleCopy, handleKey, runFromMenu } from '../lib/use-command.ts'

/** Keys of the window, choices from the menu, and menus asked for at a row. */
export function useWindowEvents(): void {
  useEffect(() => followHeldKeys(window), [])
  useEffect(() => {
    const keys = new KeysAhead(handleKey)
    const onKey = (event: KeyboardEvent) => keys.press(event)
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
      keys.stop()
    }
  }, [])
  useEffect(() => {
    document.addEventListener('copy', handleCopy)
    document.addEventListener('contextmenu', openRowMenu)
    return () => {
      document.removeEventListener('copy', handleCopy)
      document.removeEventListener('contextmenu', openRowMenu)
    }
  }, [])
  useEffect(() => onEvent('command.run', ({ command }) => runFromMenu(command)), [])
}
