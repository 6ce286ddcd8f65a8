/** A line of a table of contents. Of one that leads nowhere, both places are empty. */
export interface ContentsLine {
  text: string
  depth: number
  /** Where it leads, as written. */
  reference: string
  /** The name of the file that it leads to. */
  file: string
}

/** What a table of contents calls a chapter. */
export interface ChapterLabel {
  text: string
  /** From 1. */
  depth: number
  /** The parts of the book that begin with the chapter and have no place of their own, outermost first. */
  parts: { text: string; depth: number }[]
}

/**
 * The labels of chapters by the names of their files; of several lines that lead to one file, the first. A part that
 * leads nowhere, or to where its first chapter does, is kept with that chapter.
 */
export function chapterLabels(lines: readonly ContentsLine[]): Map<string, ChapterLabel> {
  const labels = new Map<string, ChapterLabel>()
  let parts: ChapterLabel['parts'] = []
  let before: ContentsLine | undefined
  for (const line of lines) {
    const { file, text, depth } = { ...line, depth: Math.max(1, line.depth) }
    if (!text) continue
    parts = parts.filter((part) => part.depth < depth)
    const known = labels.get(file)
    if (!file) parts.push({ text, depth })
    else if (!known) labels.set(file, { text, depth, parts })
    else if (before?.reference === line.reference && before.depth < depth) {
      const { text: part, depth: above } = known
      labels.set(file, { text, depth, parts: [...known.parts, { text: part, depth: above }] })
    }
    if (file) parts = []
    before = line
  }
  return labels
}
