import type { SavedSearchId } from '../../shared/saved-searches.ts'
import type { NamedKind } from '../../shared/study-sheet.ts'
import type { ArticleId } from '../../shared/values.ts'
import type { ReaderTarget } from './reader-target.ts'

export const libraryLists = ['all', 'later', 'reading', 'finished', 'starred', 'trash'] as const
export type LibraryList = (typeof libraryLists)[number]

export const settingsSections = ['reading', 'appearance', 'study', 'library', 'shortcuts', 'privacy'] as const
export type SettingsSection = (typeof settingsSections)[number]

/** `session`: being asked. */
export const studyViews = ['today', 'session', 'cards'] as const
export type StudyView = (typeof studyViews)[number]

/** Where the reader is in the app. */
export type Place =
  | { name: 'library'; list?: LibraryList; tag?: string; savedSearch?: SavedSearchId }
  | { name: 'reader'; articleId: ArticleId; target?: ReaderTarget }
  | { name: 'highlights' }
  /** Everywhere somebody or something is named. */
  | { name: 'mentions'; kind: NamedKind; label: string }
  | { name: 'search'; query?: string }
  | { name: 'study'; view?: StudyView }
  | { name: 'settings'; section?: SettingsSection }
