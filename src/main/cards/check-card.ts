import type { Card, Picture } from '../../shared/cards.ts'
import { clozeNumbers } from '../../shared/cloze.ts'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'

/** What a card asks, as it was written. */
export interface CardContent {
  kind: Card['kind']
  front: string
  back: string
  picture: Picture | null
}

/**
 * The numbers of the cards that this content gives.
 * @throws AppError `invalid-input` with a sentence when there is nothing to ask
 */
export function ordinalsOf({ kind, front, back, picture }: CardContent): number[] {
  const refuse = (key: MessageKey) => new AppError('invalid-input', key)
  switch (kind) {
    case 'question':
      if (front.trim() === '') throw refuse('errors.cards.noQuestion')
      if (back.trim() === '') throw refuse('errors.cards.noAnswer')
      return [1]
    case 'passage':
      if (front.trim() === '') throw refuse('errors.cards.noPassage')
      return [1]
    case 'cloze': {
      const numbers = clozeNumbers(front)
      if (numbers.length === 0) {
        throw refuse('errors.cards.nothingHidden')
      }
      return numbers
    }
    case 'picture': {
      if (!picture) throw refuse('errors.cards.noPicture')
      const numbers = [...new Set(picture.masks.map(({ ordinal }) => ordinal))].sort((a, b) => a - b)
      if (numbers.length === 0) throw refuse('errors.cards.nothingCovered')
      return numbers
    }
  }
}
