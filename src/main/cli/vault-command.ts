import { resolve } from 'node:path'
import { Command } from 'commander'
import { tell } from '../../shared/sentence.ts'
import { syncVault } from '../vault/sync-vault.ts'
import { type Action, oneLine, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

export function vaultCommand(): Command {
  const command = new Command('vault')
    .description(
      'Bring a folder of Markdown files and the library into step: writes what is new here, takes in what was edited there.'
    )
    .argument('<folder>', 'a folder that exists')
    .addHelpText(
      'after',
      `
Examples:
  lectern vault ~/Notes/Reading`
    )
  return withLibraryOption(withJson(command))
}

export const runVault: Action<{ library?: string }> = async (shell, options, folder = '') =>
  await withLibrary(options.library, { write: true }, async ({ library, context }) => {
    const report = await syncVault(context, resolve(folder), library.libraryId, {
      signal: shell.signal
    })
    shell.json(report)
    for (const { message } of report.problems) shell.complain(oneLine(message))
    shell.say(
      tell({
        key: 'cli.vault',
        values: { written: report.written, brought: report.brought, joined: report.joined }
      })
    )
    return report.problems.length > 0 ? 1 : 0
  })
