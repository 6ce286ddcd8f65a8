import type { Migration } from '../migrate.ts'
import { library } from './0001-library.ts'
import { links } from './0002-links.ts'
import { savedSearches } from './0003-saved-searches.ts'
import { cards } from './0004-cards.ts'
import { renewSearchChanges } from './0005-renew-search-changes.ts'
import { referenceIndexes } from './0006-reference-indexes.ts'
import { highlightPlaces } from './0007-highlight-places.ts'
import { highlightOrder } from './0008-highlight-order.ts'
import { studySheets } from './0009-study-sheets.ts'
import { seals } from './0010-seals.ts'
import { readingQueue } from './0011-reading-queue.ts'
import { watchedFiles } from './0012-watched-files.ts'
import { notebooks } from './0013-notebooks.ts'
import { readingTime } from './0014-reading-time.ts'
import { articleFacts } from './0015-article-facts.ts'
import { notebookSeals } from './0016-notebook-seals.ts'
import { rowSeals } from './0017-row-seals.ts'
import { stepsHalfway } from './0018-steps-halfway.ts'
import { toldVerdicts } from './0019-told-verdicts.ts'
import { titleOrder } from './0020-title-order.ts'
import { highlightFacts } from './0021-highlight-facts.ts'
import { starredArticles } from './0022-starred-articles.ts'
import { importReports } from './0023-import-reports.ts'
import { importReportDeletions } from './0024-import-report-deletions.ts'
import { noteChanges } from './0025-note-changes.ts'
import { sourcesByBytes } from './0026-sources-by-bytes.ts'
import { extractChanges } from './0027-extract-changes.ts'
import { joinedArticles } from './0028-joined-articles.ts'
import { versionBeginnings } from './0029-version-beginnings.ts'
import { highlightsByTime } from './0030-highlights-by-time.ts'

/** In order; append only. */
export const migrations: readonly Migration[] = [
  library,
  links,
  savedSearches,
  cards,
  renewSearchChanges,
  referenceIndexes,
  highlightPlaces,
  highlightOrder,
  studySheets,
  seals,
  readingQueue,
  watchedFiles,
  notebooks,
  readingTime,
  articleFacts,
  notebookSeals,
  rowSeals,
  stepsHalfway,
  toldVerdicts,
  titleOrder,
  highlightFacts,
  starredArticles,
  importReports,
  importReportDeletions,
  noteChanges,
  sourcesByBytes,
  extractChanges,
  joinedArticles,
  versionBeginnings,
  highlightsByTime
]
