import { useEffect } from 'react'
import type { ArticleId } from '../../shared/values.ts'

let chosen: readonly ArticleId[] = []

/** While this component is mounted, these articles are what "the selected ones" means elsewhere (export). */
export function useOfferChosen(ids: readonly ArticleId[]): void {
  useEffect(() => {
    chosen = ids
    return () => {
      chosen = []
    }
  }, [ids])
}

/** The articles selected in the list on screen; empty when none are, or no list is shown. */
export function chosenArticles(): readonly ArticleId[] {
  return chosen
}
