/*
 * The lines by which a file of the Markdown folder is read back. Comments do not show in any Markdown
 * reader; a block id (`^h-…`) is what Obsidian links to: `[[File#^h-…]]`.
 */
export const NOTE_MARK = '<!-- lectern:note -->'
export const HIGHLIGHTS_MARK = '<!-- lectern:highlights -->'
export const END_MARK = '<!-- lectern:end -->'

/** What Obsidian links a highlight by, at the end of its quote. */
export const blockId = (highlightId: string) => `^h-${highlightId}`
export const BLOCK_ID = /^\^h-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*$/

const looksLikeMark = /^(\\*)(?=<!-- lectern:|\^h-[0-9a-f-]{36}\s*$)/gm
const escapedMark = /^\\(\\*)(?=<!-- lectern:|\^h-[0-9a-f-]{36}\s*$)/gm

/** A note in which no line can be taken for a mark. */
export const guardMarks = (note: string) => note.replace(looksLikeMark, '$1\\')
/** The note as it was before `guardMarks`. */
export const unguardMarks = (note: string) => note.replace(escapedMark, '$1')
