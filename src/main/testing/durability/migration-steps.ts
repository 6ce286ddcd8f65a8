import SQLite from 'better-sqlite3'
import { type Migration, migrate } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { configure } from '../../db/open-library.ts'

const die = () => process.kill(process.pid, 'SIGKILL')

// Run as a program: brings a library up to date and dies on the way.
const [mark, file, step, when] = process.argv.slice(2)
if (mark === 'migration-steps') {
  const db = new SQLite(file!)
  configure(db)
  const deadly: Migration[] = migrations.map((migration) => ({
    ...migration,
    up(target) {
      if (migration.version === Number(step) && when === 'before') die()
      migration.up(target)
      if (migration.version === Number(step) && when === 'after') die()
    }
  }))
  migrate(db, deadly)
  die()
}
