import type { NamedKind, SheetFinding } from '../../shared/study-sheet.ts'

export interface SheetWorkerOptions {
  libraryFile: string
  /** Where made sheets are kept; it can be deleted at any time. `:memory:` where nothing can be written. */
  cacheFile: string
}

export type SheetRequest =
  | { type: 'findings'; articleId: string }
  | { type: 'mentions'; kind: NamedKind; name: string }
  | { type: 'lookThrough' }
  | { type: 'close' }

/** The findings of one article's current version, in the order of the text. */
export interface MadeSheet {
  versionId: string
  findings: SheetFinding[]
}

export interface FoundMentions {
  articles: {
    articleId: string
    title: string
    passages: { start: number; end: number; before: string; exact: string; after: string }[]
  }[]
  waiting: number
}

export type SheetAnswer = MadeSheet | FoundMentions | { waiting: number } | null
export type FromSheetWorker = { id: number } & (
  | { ok: true; value: SheetAnswer }
  | { ok: false; message: string }
)
