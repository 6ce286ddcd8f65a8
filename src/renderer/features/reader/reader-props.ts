import type { ReactNode } from 'react'
import type { CardSource } from '../../../shared/cards.ts'
import type { NotebookId } from '../../../shared/notebooks.ts'
import type { ReadingPosition, ReadingVersion } from '../../../shared/reading.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { ArticleId, HighlightId, VersionId } from '../../../shared/values.ts'
import type { GoToPlaces, ReaderTarget } from '../../lib/reader-target.ts'

/** An article to be read, the ways out of it, and what other features put beside it. */
export interface ReaderProps {
  articleId: ArticleId
  target?: ReaderTarget
  onBack(): void
  onOpenArticle(id: ArticleId, highlightId?: HighlightId): void
  onOpenNotebook(id: NotebookId): void
  /** Into a notebook. */
  onGather(id: HighlightId): void
  onSearch(text: string): void
  onMakeCard(source: CardSource, words: string): void
  onPictureCard(): void
  /** The study sheet, which is a feature of its own. */
  sheet(onGo: GoToPlaces): ReactNode
  /** What stands under the page, a feature of its own. */
  strip: ReactNode
}

/** One version of the article, open. */
export interface RoomProps extends ReaderProps {
  version: ReadingVersion
  position: ReadingPosition | null
  settings: Settings
  /** Shows a version that is no longer the article's text. */
  onOpenVersion(id: VersionId): void
}
