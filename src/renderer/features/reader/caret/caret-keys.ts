import type { Writing } from '../page/block-axis.ts'

/** What `Selection.modify` is asked for. */
export interface CaretMove {
  direction: 'forward' | 'backward' | 'left' | 'right'
  granularity: 'character' | 'word' | 'line' | 'paragraph' | 'lineboundary' | 'documentboundary'
  extend: boolean
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * The move a key means: arrows by letters and lines, with Ctrl (⌥ on a Mac) by words and paragraphs, Home and
 * End in the line, with Ctrl in the article; Shift extends. Arrow keys follow the eye, so that sideways keys
 * are lines where lines stand upright.
 *
 * @returns undefined for keys that are no move
 */
export function caretMove(event: Key, writing: Writing, isMac: boolean): CaretMove | undefined {
  const { key, shiftKey: extend } = event
  const byMore = isMac ? event.altKey : event.ctrlKey
  if (isMac ? event.ctrlKey : event.metaKey || event.altKey) return undefined
  if (isMac && event.metaKey) {
    // A Mac's keyboards have no Home and End; ⌘ with the arrows says the same.
    const edge = { ArrowLeft: 'Home', ArrowRight: 'End' }[key]
    if (edge) return boundary(edge, false, extend)
    if (key === 'ArrowUp' || key === 'ArrowDown')
      return boundary(key === 'ArrowUp' ? 'Home' : 'End', true, extend)
    return undefined
  }
  if (key === 'Home' || key === 'End') return boundary(key, byMore, extend)
  const along = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'backward', ArrowDown: 'forward' }[key]
  if (!along) return undefined
  if (writing === 'horizontal') {
    if (along === 'left' || along === 'right')
      return { direction: along, granularity: byMore ? 'word' : 'character', extend }
    return { direction: along as 'forward', granularity: byMore ? 'paragraph' : 'line', extend }
  }
  if (along === 'backward' || along === 'forward')
    return { direction: along, granularity: byMore ? 'word' : 'character', extend }
  const isOn = (along === 'left') === (writing === 'vertical-rl')
  return { direction: isOn ? 'forward' : 'backward', granularity: byMore ? 'paragraph' : 'line', extend }
}

function boundary(key: string, ofArticle: boolean, extend: boolean): CaretMove {
  return {
    direction: key === 'Home' ? 'backward' : 'forward',
    granularity: ofArticle ? 'documentboundary' : 'lineboundary',
    extend
  }
}
