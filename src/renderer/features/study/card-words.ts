import type { Card } from '../../../shared/cards.ts'
import { clozeRuns, withoutCloze } from '../../../shared/cloze.ts'
import { cueOf } from '../../../shared/passage-cue.ts'
import { t } from '../../lib/messages.ts'

/** One line that tells a card from others, for lists and messages. */
export function cardLine(card: Pick<Card, 'kind' | 'front'>): string {
  const text = card.kind === 'cloze' ? withoutCloze(card.front) : card.front
  return text.replace(/\s+/gu, ' ').trim() || t('study.editor.kinds.picture')
}

/** What a screen reader is told of a side. */
export function spokenSide(card: Card, side: 'front' | 'back'): string {
  switch (card.kind) {
    case 'question':
      return side === 'front' ? card.front : card.back
    case 'cloze': {
      const words = clozeRuns(card.front, card.ordinal, side)
        .map((run) =>
          run.kind === 'gap' && side === 'front' ? run.text || t('study.session.hidden') : run.text
        )
        .join('')
      return side === 'back' && card.back ? `${words}\n${card.back}` : words
    }
    case 'passage':
      return side === 'front' ? `${card.articleTitle}\n${cueOf(card.front)}` : `${card.front}\n${card.back}`
    case 'picture':
      return side === 'front'
        ? `${card.front || t('study.editor.kinds.picture')}, ${t('study.editor.mask', { number: card.ordinal })}`
        : card.back || card.front
  }
}
