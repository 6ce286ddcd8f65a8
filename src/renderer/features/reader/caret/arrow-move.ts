import type { Writing } from '../page/block-axis.ts'

/**
 * What an arrow key means where it follows the eye: along the line by words, across the lines by sentences. In text
 * that runs from the right the left arrow goes on; so it does to the next of lines that stand upright and follow each
 * other to the left.
 *
 * @param isRightToLeft whether the line runs from the right, where lines go across
 * @returns undefined for other keys
 */
export function arrowMove(
  key: string,
  writing: Writing,
  isRightToLeft: boolean
): { unit: 'word' | 'sentence'; by: 1 | -1 } | undefined {
  const isAcross = key === 'ArrowUp' || key === 'ArrowDown'
  if (!isAcross && key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const isOn = key === 'ArrowDown' || key === 'ArrowRight'
  if (writing === 'horizontal') {
    if (isAcross) return { unit: 'sentence', by: isOn ? 1 : -1 }
    return { unit: 'word', by: isOn === isRightToLeft ? -1 : 1 }
  }
  if (isAcross) return { unit: 'word', by: isOn ? 1 : -1 }
  return { unit: 'sentence', by: isOn === (writing === 'vertical-rl') ? -1 : 1 }
}
