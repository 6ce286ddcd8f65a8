import type { CardFilter } from '../../shared/cards.ts'
import type { LibraryList } from '../../shared/list-question.ts'
import type { NotebookId } from '../../shared/notebooks.ts'
import type { SavedSearchId } from '../../shared/saved-searches.ts'
import type { NamedKind } from '../../shared/study-sheet.ts'
import type { ArticleId } from '../../shared/values.ts'
import type { ReaderTarget } from './reader-target.ts'

export const settingsSections = ['reading', 'appearance', 'study', 'library', 'shortcuts', 'privacy'] as const
export type SettingsSection = (typeof settingsSections)[number]

/** `session`: being asked. */
const studyViews = ['today', 'session', 'cards'] as const
export type StudyView = (typeof studyViews)[number]

/** `queue`: everything that comes back. `numbers`: reading time, what waits, what stays. */
export const todayViews = ['today', 'queue', 'numbers'] as const
export type TodayView = (typeof todayViews)[number]

/** Where the reader is in the app. */
export type Place =
  | { name: 'library'; list?: LibraryList; tag?: string; savedSearch?: SavedSearchId }
  | { name: 'today'; view?: TodayView }
  /** `session`: one of the day's readings; the next follows it. */
  | { name: 'reader'; articleId: ArticleId; target?: ReaderTarget; session?: boolean }
  /** `tag`: those that have it. */
  | { name: 'highlights'; tag?: string }
  /** Everywhere somebody or something is named. */
  | { name: 'mentions'; kind: NamedKind; label: string }
  | { name: 'search'; query?: string }
  /** All of them, or one; `fresh`: its name is to be written first. */
  | { name: 'notebooks'; id?: NotebookId; fresh?: boolean }
  /** `only`: a session of the cards that this lets through, not the day's. */
  | { name: 'study'; view?: StudyView; only?: CardFilter }
  | { name: 'settings'; section?: SettingsSection }

/** An article's place, at a passage of it where one is given. */
export const readerPlace = (
  articleId: ArticleId,
  target?: ReaderTarget
): Extract<Place, { name: 'reader' }> => ({
  name: 'reader',
  articleId,
  ...(target && { target })
})
