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

/** A folder that backups are copied to as well. */
export const SecondPlace = z.strictObject({
  /** Where they lie in the folder the reader chose; empty when there is no second place. */
  folder: z.string(),
  /** When the newest backup that is there was made; null when there is none. */
  newestAt: Time.nullable(),
  /** On the same disk as the library. */
  sameDisk: z.boolean(),
  /** Why the last copy could not be made; empty when it was. */
  failure: z.string()
})
export type SecondPlace = z.infer<typeof SecondPlace>

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
  /**
   * Adds the articles and notebooks that a backup has and the library no longer, with their highlights, notes and cards;
   * nothing that is here changes. `failed`: what could not be read.
   */
  'backups.bringBack': task(
    z.strictObject({ name: BackupName }),
    z.strictObject({ articles: z.int(), notebooks: z.int(), failed: z.int() }),
    {
      changes: [
        'articles',
        'highlights',
        'notes',
        'links',
        'tags',
        'search',
        'cards',
        'reviews',
        'queue',
        'extracts',
        'meetings',
        'notebooks',
        'sheets',
        'statistics'
      ]
    }
  ),
  'backups.place': query(Nothing, SecondPlace),
  /** The reader chooses a folder, and the newest backup goes there at once; nothing changes when that fails. */
  'backups.choosePlace': task(Nothing, SecondPlace, { changes: ['backups'] }),
  /** What was copied there stays. */
  'backups.leavePlace': task(Nothing, SecondPlace, { changes: ['backups'] }),
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
