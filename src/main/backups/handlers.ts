import type { Damage } from '../../shared/backups.ts'
import type { HandlersOf, MethodName } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Context } from '../context.ts'
import { backupsFolder, deleteBackup, listBackups } from './backup-files.ts'
import type { Keeper } from './keeper.ts'

/** What a reader is shown at once; the rest is counted. */
const SHOWN = 200
/** Letters of a card's question. */
const QUESTION_SHOWN = 120
const UUID_LENGTH = 36

export function backupHandlers(
  { db }: Context,
  folder: string,
  keeper: Keeper,
  restore: ((name: string | undefined) => Promise<boolean>) | undefined,
  chooseFolder: () => Promise<string | null>
): HandlersOf<Extract<MethodName, `backups.${string}`>> {
  const titleOf = db.prepare<[string | null], string>('SELECT title FROM articles WHERE id = ?').pluck()
  const notebookTitleOf = db.prepare<[string], string>('SELECT title FROM notebooks WHERE id = ?').pluck()
  const searchNameOf = db.prepare<[string], string>('SELECT name FROM saved_searches WHERE id = ?').pluck()
  const questionOf = db
    .prepare<{ id: string }, string>(
      `SELECT substr(front, 1, ${QUESTION_SHOWN}) FROM prompts WHERE id = coalesce(
         (SELECT prompt_id FROM cards WHERE id = @id), (SELECT prompt_id FROM reviews WHERE id = @id), @id)`
    )
    .pluck()
  /** Of what is known by another name than its article's. */
  const ownTitle = (kind: Damage['kind'], id: string) => {
    if (kind === 'notebook') return notebookTitleOf.get(id)
    if (kind === 'saved-search') return searchNameOf.get(id)
    if (kind === 'prompt' || kind === 'card' || kind === 'review') return questionOf.get({ id })
    if (kind.endsWith('-tag')) return id.slice(UUID_LENGTH + 1)
    return undefined
  }
  const shown = (damages: readonly Damage[]) =>
    damages.slice(0, SHOWN).map((damage) => ({ ...damage, title: readTitle(damage) }))
  const readTitle = ({ kind, id, articleId }: Damage) => {
    try {
      return ownTitle(kind, id) ?? titleOf.get(articleId) ?? ''
    } catch {
      // The very page that is damaged.
      return ''
    }
  }
  return {
    'backups.list': () => {
      const backups = listBackups(folder)
      return {
        folder: backupsFolder(folder),
        backups,
        size: backups.reduce((sum, { size }) => sum + size, 0)
      }
    },
    'backups.make': () => keeper.backup('manual', true),
    'backups.delete': ({ name }) => {
      deleteBackup(folder, name)
      return null
    },
    'backups.restore': async ({ name }) => {
      if (!restore) throw new AppError('unsupported', 'errors.backup.noWindow')
      return { restored: await restore(name) }
    },
    'backups.bringBack': ({ name }) => keeper.bringBack(name),
    'backups.place': () => keeper.place.state(),
    'backups.choosePlace': async () => {
      const chosen = await chooseFolder()
      if (chosen !== null) await keeper.choosePlace(chosen)
      return keeper.place.state()
    },
    'backups.leavePlace': () => {
      keeper.place.leave()
      return keeper.place.state()
    },
    'backups.check': async () => {
      const checked = await keeper.check()
      return { checked, damages: shown(keeper.damages().damages) }
    },
    'backups.damages': () => {
      const { checkedAt, damages } = keeper.damages()
      return { checkedAt, damages: shown(damages) }
    },
    'backups.mend': () => keeper.mend()
  }
}
