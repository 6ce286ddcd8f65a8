import type { Card } from '../../../shared/cards.ts'
import { clozeRuns } from '../../../shared/cloze.ts'
import { cueOf } from '../../../shared/passage-cue.ts'
import { t } from '../../lib/messages.ts'
import { PictureFace } from './PictureFace.tsx'

/** What a card asks, and once `shown`, what it answers. */
export function CardFace({ card, shown }: { card: Card; shown: boolean }) {
  switch (card.kind) {
    case 'question':
      return (
        <>
          <p className="face-text" dir="auto">
            {card.front}
          </p>
          {shown ? <Answer text={card.back} /> : null}
        </>
      )
    case 'cloze':
      return (
        <>
          <p className="face-text" dir="auto">
            {clozeRuns(card.front, card.ordinal, shown ? 'back' : 'front').map((run, index) =>
              run.kind === 'gap' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one text keep their places
                <span key={index} className={shown ? 'face-gap face-gap-shown' : 'face-gap'}>
                  {shown ? run.text : run.text || t('study.session.gap')}
                </span>
              ) : (
                run.text
              )
            )}
          </p>
          {shown && card.back ? <Answer text={card.back} /> : null}
        </>
      )
    case 'passage':
      return (
        <>
          {card.articleTitle ? (
            <p className="face-from" dir="auto">
              {card.articleTitle}
            </p>
          ) : null}
          <p className="face-text" dir="auto">
            {shown ? card.front : cueOf(card.front)}
          </p>
          {shown && card.back ? <Answer text={card.back} /> : null}
        </>
      )
    case 'picture':
      return (
        <>
          {card.front ? (
            <p className="face-text" dir="auto">
              {card.front}
            </p>
          ) : null}
          {card.picture ? (
            <PictureFace picture={card.picture} asked={card.ordinal} shown={shown} alt={card.front} />
          ) : null}
          {shown && card.back ? <Answer text={card.back} /> : null}
        </>
      )
  }
}

function Answer({ text }: { text: string }) {
  return (
    <p className="face-text face-answer" dir="auto">
      {text}
    </p>
  )
}
