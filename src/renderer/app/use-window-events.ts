import { useEffect } from 'react'
import { onEvent } from '../lib/invoke.ts'
import { handleKey, runFromMenu } from '../lib/use-command.ts'

/** Keys of the window, and choices from the menu. */
export function useWindowEvents(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      handleKey(event)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  useEffect(() => onEvent('command.run', ({ command }) => runFromMenu(command)), [])
}
