import { useEffect } from 'react'
import type { ArticleId } from '../../shared/values.ts'
import { onEvent } from '../lib/invoke.ts'
import { handleKey, runFromMenu } from '../lib/use-command.ts'
import { useNavigation } from './navigation.tsx'

/** Keys of the window, choices from the menu, and articles main asks to show. */
export function useWindowEvents(): void {
  const { go } = useNavigation()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      handleKey(event)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  useEffect(() => onEvent('command.run', ({ command }) => runFromMenu(command)), [])
  useEffect(
    () =>
      onEvent('article.show', ({ articleId }) => go({ name: 'reader', articleId: articleId as ArticleId })),
    [go]
  )
}
