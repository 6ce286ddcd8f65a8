import type { Difference } from '../../../../shared/versions.ts'

/** A difference with its number among the differences; none where both versions say the same. */
export interface NumberedPiece extends Difference {
  change: number | undefined
}

/** A stretch that ends where a line ends in both versions: what each of them says there. */
export interface ComparedRow {
  before: NumberedPiece[]
  after: NumberedPiece[]
}

/** Numbers the differences in their order, as they are stepped through. */
export function numberPieces(pieces: readonly Difference[]): NumberedPiece[] {
  let change = 0
  return pieces.map((piece) => ({ ...piece, change: piece.kind === 'same' ? undefined : change++ }))
}

/**
 * Lays differences out for two columns: a row ends where a line ends in both versions, so that what belongs
 * together stands at one height however much was added or taken out before it.
 */
export function compareRows(pieces: readonly NumberedPiece[]): ComparedRow[] {
  const rows: ComparedRow[] = []
  let row: ComparedRow = { before: [], after: [] }
  const isEmpty = () => row.before.length + row.after.length === 0
  const close = () => {
    if (!isEmpty()) rows.push({ before: withoutEmptyLines(row.before), after: withoutEmptyLines(row.after) })
    row = { before: [], after: [] }
  }
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at]!
    if (piece.kind === 'same') {
      at++
      for (const text of piece.text.split(/(\n+)/u)) {
        if (text === '') continue
        if (text.startsWith('\n')) close()
        else {
          row.before.push({ ...piece, text })
          row.after.push({ ...piece, text })
        }
      }
      continue
    }
    const before: NumberedPiece[] = []
    const after: NumberedPiece[] = []
    for (let one = piece; one && one.kind !== 'same'; one = pieces[++at]!)
      (one.kind === 'removed' ? before : after).push(one)
    const sides = [before, after].filter((side) => side.length > 0)
    const next = pieces[at]?.text ?? '\n'
    // Whole lines between two lines that stayed get a row of their own.
    if (next.startsWith('\n') && sides.every((side) => side[0]!.text.startsWith('\n'))) close()
    const isWholeLines = isEmpty() && sides.every((side) => side.at(-1)!.text.endsWith('\n'))
    row.before.push(...before)
    row.after.push(...after)
    if (isWholeLines) close()
  }
  close()
  return rows
}

/** A cell without the line ends at its edges; a difference that is nothing but a line end says so. */
function withoutEmptyLines(side: readonly NumberedPiece[]): NumberedPiece[] {
  return side
    .map((piece, index) => {
      let { text } = piece
      if (piece.change !== undefined && /^\s*\n\s*$/u.test(text)) return { ...piece, text: '¶' }
      if (index === 0) text = text.replace(/^\n+/u, '')
      if (index === side.length - 1) text = text.replace(/\n+$/u, '')
      return { ...piece, text }
    })
    .filter(({ text }) => text !== '')
}
