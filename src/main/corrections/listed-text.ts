import type { Block, ListNumbering } from '../../shared/blocks.ts'
import { blockText } from '../import/article/block-text.ts'

type List = Extract<Block, { type: 'list' }>

/** A list's words as it shows them: every item behind its sign or number, what belongs to it further in. */
export function listedText(list: List): string {
  return list.items
    .map((blocks, index) => {
      const sign = list.ordered ? `${counted((list.start ?? 1) + index, list.numbering)}.` : '•'
      const lines = blocks.map((block) => (block.type === 'list' ? listedText(block) : blockText(block)))
      const opens = blocks[0]?.type === 'list' ? '\n' : ' '
      return `${sign}${opens}${lines.join('\n')}`.replaceAll('\n', '\n  ')
    })
    .join('\n')
}

/** A number as HTML's lists write it; what letters and Roman numerals cannot count is counted in digits. */
function counted(number: number, numbering: ListNumbering | undefined): string {
  if (number < 1 || !numbering) return `${number}`
  const small =
    numbering.toLowerCase() === 'a' ? letters(number) : number < 4000 ? roman(number) : `${number}`
  return numbering === numbering.toLowerCase() ? small : small.toUpperCase()
}

/** 1 is a, 26 is z, 27 is aa. */
function letters(number: number): string {
  let written = ''
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    written = String.fromCharCode(97 + ((rest - 1) % 26)) + written
  return written
}

const numerals = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i']
] as const

function roman(number: number): string {
  let rest = number
  let written = ''
  for (const [value, sign] of numerals) for (; rest >= value; rest -= value) written += sign
  return written
}
