import { useMemo } from 'react'
import type { Input } from '../../../shared/contract.ts'
import type { HighlightChange, HighlightColor } from '../../../shared/highlights.ts'
import { t } from '../../lib/messages.ts'
import { undoAction, withUndo } from '../../lib/undo-action.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import { highlightsAsMarkdown } from './highlights-as-markdown.ts'
import { listChosen } from './list-chosen.ts'
import type { Chosen } from './use-highlight-selection.ts'

/** What can be done with highlights from their list; errors become messages. */
export function useHighlightWork() {
  const setColor = useAction('highlights.setColor')
  const remove = useAction('highlights.delete')
  const addTag = useAction('highlights.addTag')
  const removeTag = useAction('highlights.removeTag')
  const changeAll = useAction('highlights.changeAll')
  const createCards = useAction('cards.createFromHighlights')
  const copy = useAction('app.copy')
  const toast = useToast()
  return useMemo(() => {
    /** True when none was left out because somebody stopped it. */
    const apply = async (chosen: Chosen, change: HighlightChange): Promise<boolean> => {
      if (chosen.kind === 'all') {
        const { filter, except } = chosen
        const { value, undo } = await withUndo(() => changeAll({ filter, except: [...except], change }))
        if (!value.isWhole) toast.show({ message: t('highlights.stopped', { count: value.count }), ...undo })
        return value.isWhole
      }
      const highlightIds = (await listChosen(chosen)).map(({ id }) => id)
      if (highlightIds.length === 0) return true
      if (change.kind === 'color') await setColor({ highlightIds, color: change.color })
      else if (change.kind === 'addTag') await addTag({ highlightIds, tag: change.tag })
      else if (change.kind === 'removeTag') await removeTag({ highlightIds, tag: change.tag })
      else await remove({ highlightIds })
      return true
    }
    return {
      recolor: (chosen: Chosen, color: HighlightColor) =>
        void apply(chosen, { kind: 'color', color }).catch(toast.showError),
      addTag: (chosen: Chosen, tag: string) =>
        void apply(chosen, { kind: 'addTag', tag }).catch(toast.showError),
      removeTag: (chosen: Chosen, tag: string) =>
        void apply(chosen, { kind: 'removeTag', tag }).catch(toast.showError),
      remove: (chosen: Chosen) => {
        const { count } = chosen
        apply(chosen, { kind: 'delete' })
          .then((isWhole) => {
            if (isWhole) toast.show({ message: t('highlights.deleted', { count }), action: undoAction() })
          })
          .catch(toast.showError)
      },
      makeCards: (chosen: Chosen) =>
        void createCards(asked(chosen))
          .then(({ made, alreadyHere, leftOut, isWhole }) => {
            const parts = [
              ...(isWhole ? [] : [t('highlights.cardsStopped')]),
              ...(made > 0 || !isWhole ? [t('study.editor.made', { count: made })] : []),
              ...(alreadyHere > 0 ? [t('highlights.haveCards', { count: alreadyHere })] : []),
              ...(leftOut > 0 ? [t('highlights.noCards', { count: leftOut })] : [])
            ]
            if (parts.length === 0) return
            toast.show({ message: parts.join(' · '), ...(made > 0 ? { action: undoAction() } : {}) })
          })
          .catch(toast.showError),
      copy: (chosen: Chosen) =>
        void listChosen(chosen)
          .then((highlights) => copy({ text: highlightsAsMarkdown(highlights) }))
          .then(() => toast.show({ message: t('highlights.copied', { count: chosen.count }) }))
          .catch(toast.showError)
    }
  }, [setColor, addTag, removeTag, changeAll, remove, createCards, copy, toast])
}
export type HighlightWork = ReturnType<typeof useHighlightWork>

/** Which highlights are chosen, as main is asked about them. */
export const asked = (chosen: Chosen): Input<'tags.ofHighlights'> =>
  chosen.kind === 'all'
    ? { filter: chosen.filter, except: [...chosen.except] }
    : { filter: { ids: chosen.highlights.map(({ id }) => id) }, except: [] }

/** One highlight, as what an action is for. */
export const justThis = (highlight: Extract<Chosen, { kind: 'some' }>['highlights'][number]): Chosen => ({
  kind: 'some',
  highlights: [highlight],
  count: 1
})
