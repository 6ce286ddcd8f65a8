import { useMemo } from 'react'
import type { Card, CardChange } from '../../../shared/cards.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { formatDayNumber } from '../../lib/formats.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import type { ChosenCards } from './use-card-selection.ts'

/** What can be done with a card wherever it is shown; errors become messages, and everything can be taken back. */
export function useCardWork(onOpen: (articleId: ArticleId, target?: ReaderTarget) => void) {
  const setSuspended = useAction('cards.setSuspended')
  const setBuried = useAction('cards.setBuried')
  const remove = useAction('cards.delete')
  const changeMany = useAction('cards.changeMany')
  const { show, showError } = useToast()
  return useMemo(() => {
    const told = (work: Promise<unknown>, message: string) =>
      work.then(() => show({ message, action: undoAction() }), showError)
    /** Says what was done, or that somebody stopped it, or what went wrong. Where nothing is another now, there is nothing to take back. */
    const many = async ({ which }: ChosenCards, change: CardChange, message?: string): Promise<void> => {
      try {
        const { count, isWhole, isStep } = await changeMany({ which, change })
        const said = isWhole ? message : t('study.bulk.stopped', { count })
        if (said) show({ message: said, ...(isStep && { action: undoAction() }) })
      } catch (error) {
        showError(error)
      }
    }
    return {
      changeMany: (chosen: ChosenCards, change: CardChange) => many(chosen, change),
      suspendMany(chosen: ChosenCards, suspended: boolean) {
        const { count } = chosen
        const message = suspended ? t('study.bulk.suspended', { count }) : t('study.bulk.resumed', { count })
        return many(chosen, { kind: 'suspended', suspended }, message)
      },
      removeMany: (chosen: ChosenCards) =>
        many(chosen, { kind: 'delete' }, t('study.bulk.deleted', { count: chosen.count })),
      reset: (chosen: ChosenCards) =>
        many(chosen, { kind: 'reset' }, t('study.bulk.isReset', { count: chosen.count })),
      /** @param today the study day from which `inDays` counts */
      setDue(chosen: ChosenCards, due: { inDays: number; over: number }, today: number) {
        const { count } = chosen
        const first = today + due.inDays
        const day = formatDayNumber(first, { dateStyle: 'long' })
        const last = formatDayNumber(first + due.over - 1, { dateStyle: 'long' })
        const message =
          due.over === 1
            ? t('study.bulk.isDue', { count, day })
            : t('study.bulk.isSpread', { count, day, last })
        return many(chosen, { kind: 'due', ...due }, message)
      },
      suspend: (card: Card, suspended = true) =>
        told(
          setSuspended({ cardIds: [card.id], suspended }),
          suspended ? t('study.session.suspended') : t('study.list.resumed')
        ),
      bury: (card: Card, buried = true) =>
        told(
          setBuried({ cardIds: [card.id], buried }),
          buried ? t('study.session.buried') : t('study.list.resumed')
        ),
      remove: (card: Card) => told(remove({ promptIds: [card.promptId] }), t('study.list.deleted')),
      /** Opens the article on the words the card was made from. */
      async openSource(card: Card) {
        try {
          const place = await invoke('cards.place', { promptId: card.promptId })
          if (!place) {
            show({ message: t('study.session.noSource') })
            return
          }
          if (place.highlightId)
            return onOpen(place.articleId, { kind: 'highlight', highlightId: place.highlightId })
          if (!place.span) show({ message: t('study.session.notFound') })
          onOpen(
            place.articleId,
            place.span
              ? { kind: 'occurrences', occurrences: [place.span], index: 0, query: card.exact.slice(0, 100) }
              : undefined
          )
        } catch (error) {
          showError(error)
        }
      }
    }
  }, [setSuspended, setBuried, remove, changeMany, show, showError, onOpen])
}
export type CardWork = ReturnType<typeof useCardWork>
