import { resolve } from 'node:path'
import { Command } from 'commander'
import { tell } from '../../shared/sentence.ts'
import { restoreLibraryZip } from '../export/restore-zip.ts'
import { type Action, oneLine, withJson, withLibraryOption } from './shell.ts'
import { withLibrary } from './with-library.ts'

export function restoreCommand(): Command {
  const command = new Command('restore')
    .description('Bring back a library from a zip. Adds what is not here and changes nothing that is.')
    .argument('<zip>')
    .addHelpText(
      'after',
      `
Examples:
  lectern restore library.zip
  lectern restore library.zip --library ~/another-library`
    )
  return withLibraryOption(withJson(command))
}

export const runRestore: Action<{ library?: string }> = async (shell, options, zip = '') =>
  await withLibrary(options.library, { create: true, write: true }, async ({ context: { db } }) => {
    const { added, alreadyHere, failed, failures } = await restoreLibraryZip(db, resolve(zip), {
      signal: shell.signal
    })
    const told = failures.map(({ name, sentence }) => ({ name, message: tell(sentence) }))
    shell.json({ added, alreadyHere, failed, failures: told })
    for (const { name, message } of told) shell.complain(oneLine(`${name}: ${message}`))
    shell.say(tell({ key: 'cli.total', values: { added, alreadyHere, failed } }))
    return failed > 0 ? 1 : 0
  })
