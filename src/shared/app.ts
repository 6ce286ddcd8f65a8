import { z } from 'zod'
import { Backup, BackupName } from './backups.ts'
import { query, task } from './define.ts'
import { errorCodes } from './errors.ts'
import { offeredLanguages } from './languages.ts'
import { LinkTarget } from './links.ts'
import { Done, Nothing, text } from './values.ts'

/** What can be done about a library that does not open; nothing is offered that cannot help. */
const recoveries = [
  'retry',
  'choose',
  'create',
  'read-only',
  'restore',
  'restore-file',
  'repair',
  'use-repaired',
  'export-repaired'
] as const
export type Recovery = (typeof recoveries)[number]

const Repaired = z.strictObject({
  articles: z.int(),
  highlights: z.int(),
  notes: z.int(),
  /** Fetched from backups. */
  mended: z.int(),
  /** Missing or changed, and in no backup. */
  damaged: z.int()
})

const Trouble = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  libraryPath: z.string(),
  offers: z.array(z.enum(recoveries)),
  /** Newest first. */
  backups: z.array(Backup),
  /** What a repair brought together, once there was one. */
  repaired: Repaired.nullable(),
  /** Why the last thing tried did not work, or where it went. */
  answer: z.string()
})
export type Trouble = z.infer<typeof Trouble>

/** Whether a library is open; `trouble` says why not. Both absent: it is being brought up to date. */
export const Start = z.strictObject({
  /** What main speaks: the window's page was given before this was known. */
  language: z.enum(offeredLanguages),
  isUpdating: z.boolean(),
  trouble: Trouble.nullable()
})
export type Start = z.infer<typeof Start>

export const appContract = {
  /** Whether a library is open. Answered, like `app.recover`, also when no library could be opened. */
  'app.start': query(Nothing, Start),
  /** Does one of the things offered; `backup` names which to restore. */
  'app.recover': task(z.strictObject({ action: z.enum(recoveries), backup: BackupName.optional() }), Start),
  /** Shows where the browser extension lies, in the system's file manager. */
  'app.showExtension': task(Nothing, Done),
  /** The address a `lectern:` link offered, once; null when there is none. Nothing is fetched by asking. */
  'app.takeOffer': task(Nothing, z.string().max(8192).nullable()),
  /** What a `lectern:` link leads to, once: the first of these that is still there. Empty when none was followed. */
  'app.takeLink': task(Nothing, z.array(LinkTarget).max(2)),
  /** The files the system or another start handed over, once: the window brings them in as if they had been dropped. */
  'app.takeFiles': task(Nothing, z.array(z.string())),
  'app.info': query(
    Nothing,
    z.strictObject({
      version: z.string(),
      libraryPath: z.string(),
      platform: z.enum(['darwin', 'win32', 'linux']),
      /** True when the library is on a read-only place: everything can be read, nothing changed. */
      readOnly: z.boolean(),
      /** True while a new library gets its first articles: it is not empty, they are on their way. */
      isGreeting: z.boolean()
    })
  ),
  /** Shows the address and host and asks; opens http, https and mailto only, in the system's browser. */
  'app.openLink': task(z.strictObject({ url: text(8192) }), z.strictObject({ opened: z.boolean() })),
  /** As long as the longest article, or as all highlights of a very large library. */
  'app.copy': task(z.strictObject({ text: text(200_000_000) }), Done),
  /** Shows the library's folder in the system's file manager. */
  'app.showLibrary': task(Nothing, Done)
}
