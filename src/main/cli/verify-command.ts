import { Command } from 'commander'
import { libraryHash } from '../export/library-hash.ts'
import { type Action, oneLine, withJson, withLibraryOption } from './shell.ts'
import { type Check, indexCheck, libraryChecks } from './verify-library.ts'
import { withLibrary } from './with-library.ts'

export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('Check the library: the file, every text and picture, every highlight, the search index.')
    .addHelpText(
      'after',
      `
Examples:
  lectern verify
  lectern verify --json --library ~/another-library`
    )
  return withLibraryOption(withJson(command))
}

export const runVerify: Action<{ library?: string }> = async (shell, options) =>
  await withLibrary(options.library, {}, async ({ context: { db }, library, search }) => {
    let ok = true
    const tell = ({ check, problems, checked }: Check) => {
      if (problems.length > 0) ok = false
      shell.json({ check, ok: problems.length === 0, checked, problems: problems.slice(0, 100) })
      shell.say(`${problems.length === 0 ? 'ok     ' : 'WRONG  '} ${check} (${checked})`)
      for (const problem of problems.slice(0, 100)) shell.say(`         ${oneLine(problem)}`)
    }
    for (const check of libraryChecks(db)) {
      if (shell.signal.aborted) return 1
      tell(check)
      // Lets Ctrl+C in.
      await new Promise((resolve) => setImmediate(resolve))
    }
    const service = search()
    await service.caughtUp()
    tell(indexCheck(db, library))
    if (!ok) return 1
    const contentHash = libraryHash(db)
    shell.json({ check: 'content', ok: true, checked: 1, problems: [], contentHash })
    shell.say(`content ${contentHash}`)
    return 0
  })
