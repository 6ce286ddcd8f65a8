import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import type { Piece } from '../../../shared/corrections.ts'
import { t } from '../../lib/messages.ts'

/**
 * Every piece is a switch: in the article or not. Arrow keys go from piece to piece, Space or Enter takes out
 * or brings back, `u` goes to the next piece that was left out.
 */
export function PieceList(props: {
  ref: RefObject<HTMLDivElement | null>
  pieces: readonly Piece[]
  kept: ReadonlySet<number>
  onToggle(index: number): void
}) {
  const { pieces, kept, onToggle } = props
  const [current, setCurrent] = useState(0)
  const buttons = useRef(new Map<number, HTMLButtonElement>())

  const goTo = (index: number) => {
    if (!pieces[index]) return
    setCurrent(index)
    buttons.current.get(index)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const leftOut = (from: number) => pieces.findIndex(({ index }) => index > from && !kept.has(index))
    const moves: Record<string, () => number> = {
      ArrowDown: () => current + 1,
      j: () => current + 1,
      ArrowUp: () => current - 1,
      k: () => current - 1,
      Home: () => 0,
      End: () => pieces.length - 1,
      u: () => leftOut(current)
    }
    const move = moves[event.key]
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    goTo(move())
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll
    <div
      ref={props.ref}
      role="group"
      aria-label={t('corrections.pieces')}
      className="piece-list"
      tabIndex={-1}
      onFocus={(event) => event.target === event.currentTarget && goTo(current)}
      onKeyDown={onKeyDown}
    >
      {pieces.map((piece) => (
        <button
          key={piece.index}
          ref={(element) => {
            if (element) buttons.current.set(piece.index, element)
            else buttons.current.delete(piece.index)
          }}
          type="button"
          role="switch"
          aria-checked={kept.has(piece.index)}
          className="piece"
          data-kind={piece.kind}
          tabIndex={piece.index === current ? 0 : -1}
          onFocus={() => setCurrent(piece.index)}
          onClick={() => onToggle(piece.index)}
        >
          <span className="piece-mark" aria-hidden="true">
            {kept.has(piece.index) ? t('corrections.takeOut') : t('corrections.bringBack')}
          </span>
          {piece.asset ? <img src={`asset://image/${piece.asset}`} alt="" loading="lazy" /> : null}
          <span className="piece-text" dir="auto">
            {piece.kind === 'picture'
              ? t('corrections.picture', { text: piece.text })
              : piece.text || t('corrections.line')}
          </span>
        </button>
      ))}
    </div>
  )
}
