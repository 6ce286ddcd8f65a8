import type { z } from 'zod'
import { appContract } from './app.ts'
import { articleContract } from './articles.ts'
import { backupContract } from './backups.ts'
import { cardContract } from './cards.ts'
import { citationContract } from './citations.ts'
import { correctionContract } from './corrections.ts'
import type { Mutation, Noun, Query, Task } from './define.ts'
import type { ErrorCode } from './errors.ts'
import { exportContract } from './exports.ts'
import { extractContract } from './extracts.ts'
import { firstScreenContract } from './first-screen.ts'
import { highlightContract } from './highlights.ts'
import { historyContract } from './history.ts'
import { type ImportProgress, importContract } from './imports.ts'
import { libraryImportContract } from './library-imports.ts'
import { linkContract } from './links.ts'
import { meetingContract } from './meetings.ts'
import { notebookContract } from './notebooks.ts'
import { noteContract } from './notes.ts'
import { noticeContract } from './notices.ts'
import { originalPagesContract } from './original-pages.ts'
import { printingContract } from './printing.ts'
import { queueContract } from './queue.ts'
import { readingContract } from './reading.ts'
import { reviewContract } from './reviews.ts'
import { savedSearchContract } from './saved-searches.ts'
import { type SearchStatus, searchContract } from './search.ts'
import { settingsContract } from './settings.ts'
import { statisticsContract } from './statistics.ts'
import { sheetContract } from './study-sheet.ts'
import { tagContract } from './tags.ts'
import { vaultContract } from './vault.ts'
import { versionContract } from './versions.ts'
import { watchingContract } from './watching.ts'
import { type WorkProgress, workContract } from './work.ts'

/** Every method the window may call. Both sides are typed and checked from it. */
export const contract = {
  ...articleContract,
  ...readingContract,
  ...originalPagesContract,
  ...highlightContract,
  ...noteContract,
  ...notebookContract,
  ...linkContract,
  ...citationContract,
  ...tagContract,
  ...versionContract,
  ...correctionContract,
  ...cardContract,
  ...reviewContract,
  ...queueContract,
  ...extractContract,
  ...meetingContract,
  ...statisticsContract,
  ...searchContract,
  ...savedSearchContract,
  ...sheetContract,
  ...importContract,
  ...libraryImportContract,
  ...watchingContract,
  ...exportContract,
  ...vaultContract,
  ...printingContract,
  ...historyContract,
  ...workContract,
  ...backupContract,
  ...noticeContract,
  ...settingsContract,
  ...appContract,
  ...firstScreenContract
}
export type Contract = typeof contract
export type MethodName = keyof Contract

/** What a caller passes. */
export type Input<M extends MethodName> = z.input<Contract[M]['input']>
/** What a handler receives, after parsing. */
export type Parsed<M extends MethodName> = z.output<Contract[M]['input']>
export type Output<M extends MethodName> = z.output<Contract[M]['output']>

type Answer<M extends MethodName> =
  Contract[M] extends Mutation<z.ZodType, z.ZodType>
    ? Output<M>
    : Contract[M] extends Query<z.ZodType, z.ZodType> | Task<z.ZodType, z.ZodType>
      ? Output<M> | Promise<Output<M>>
      : never
/** A missing or misshapen handler does not compile. */
export type Handlers = { [M in MethodName]: (input: Parsed<M>) => Answer<M> }
/** The handlers of some methods, for one noun's file. */
export type HandlersOf<M extends MethodName> = Pick<Handlers, M>

export type Reply<T = unknown> =
  | { ok: true; value: T }
  | { ok: false; error: { code: ErrorCode; message: string } }

/** What main tells the window without being asked. */
export interface Events {
  'data.changed': { nouns: readonly Noun[] }
  'imports.progress': ImportProgress
  'work.progress': WorkProgress
  /** A `lectern:` link offers an address: ask for it with `app.takeOffer`. */
  'address.offered': Record<string, never>
  /** A `lectern:` link leads into the library: ask where with `app.takeLink`. */
  'link.followed': Record<string, never>
  /** Files were handed over: ask for them with `app.takeFiles`. */
  'files.offered': Record<string, never>
  'search.status': SearchStatus
  /** The interface speaks another language from now on. */
  'language.changed': { language: string }
  /** A menu item was chosen: run this command (see commands.ts). */
  'command.run': { command: string }
}
export type EventName = keyof Events
