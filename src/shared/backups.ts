import { z } from 'zod'
import { query, task } from './define.ts'
import { Nothing, Time } from './values.ts'

/**
 * Why a copy of the library was made. `replaced`: it was the library until another one was restored;
 * `update`: before a new version of Lectern changed the file.
 */
const backupReasons = ['start', 'daily', 'import', 'update', 'manual', 'replaced'] as const
export type BackupReason = (typeof backupReasons)[number]

/** The file name of a backup; it holds time and reason, so that a folder of them explains itself. */
export const BackupName = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.(?:start|daily|import|update|manual|replaced)\.sqlite$/)

/** A whole copy of the library in the folder beside it. */
export const Backup = z.strictObject({
  name: BackupName,
  reason: z.enum(backupReasons),
  madeAt: Time,
  /** Bytes. */
  size: z.int()
})
export type Backup = z.infer<typeof Backup>

/** Something in the library that no longer is what was stored. */
export const Damage = z.strictObject({
  /** `file`: SQLite cannot read it; `id` then names what it was looking for. */
  kind: z.enum([
    'file',
    'article',
    'version',
    'highlight',
    'note',
    'notebook',
    'source',
    'image',
    'state',
    'article-tag',
    'highlight-tag',
    'prompt',
    'prompt-tag',
    'card',
    'review',
    'sheet-entry',
    'queue-entry',
    'extract',
    'saved-search'
  ]),
  id: z.string(),
  articleId: z.string().nullable()
})
export type Damage = z.infer<typeof Damage>

const DamageShown = Damage.extend({ title: z.string() })

export const backupContract = {
  /** Newest first. */
  'backups.list': query(
    Nothing,
    z.strictObject({ folder: z.string(), backups: z.array(Backup), size: z.int() })
  ),
  /** Null: nothing changed since the newest one. */
  'backups.make': task(Nothing, Backup.nullable(), { changes: ['backups'] }),
  'backups.delete': task(z.strictObject({ name: BackupName }), z.null(), { changes: ['backups'] }),
  /**
   * Checks the backup, puts it in the library's place, and keeps what it replaced. Without a name the reader
   * chooses a file; false when the dialog was closed.
   */
  'backups.restore': task(
    z.strictObject({ name: BackupName.optional() }),
    z.strictObject({ restored: z.boolean() })
  ),
  /** Looks at the whole library now. */
  'backups.check': task(Nothing, z.strictObject({ checked: z.int(), damages: z.array(DamageShown) }), {
    changes: ['backups']
  }),
  /** What checks have found and nobody has mended yet. */
  'backups.damages': query(
    Nothing,
    z.strictObject({ checkedAt: Time.nullable(), damages: z.array(DamageShown) })
  ),
  /** Brings what is damaged back from the newest backups that still have it as it was. */
  'backups.mend': task(Nothing, z.strictObject({ mended: z.int(), left: z.int() }), {
    changes: ['backups', 'articles', 'highlights', 'notes', 'versions', 'search']
  })
}
