import { Command, CommanderError } from 'commander'
import { AppError } from '../../shared/errors.ts'
import { nameError } from '../../shared/name-error.ts'
import { tell } from '../../shared/sentence.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import { lecternVersion } from '../export/lectern-version.ts'
import { backupCommand, runBackup } from './backup-command.ts'
import { exportCommand, runExport } from './export-command.ts'
import { extractCommand, runExtract } from './extract-command.ts'
import { highlightCommand, runHighlight } from './highlight-command.ts'
import { importCommand, runImport } from './import-command.ts'
import { listCommand, runList } from './list-command.ts'
import { notebookCommand, runNotebook } from './notebook-command.ts'
import { reExtractCommand, runReExtract } from './re-extract-command.ts'
import { restoreCommand, runRestore } from './restore-command.ts'
import { runSearch, searchCommand } from './search-command.ts'
import { type Action, type ExitCode, LibraryError, oneLine, type Shell, UsageError } from './shell.ts'
import { runShow, showCommand } from './show-command.ts'
import { runVault, vaultCommand } from './vault-command.ts'
import { runVerify, verifyCommand } from './verify-command.ts'

/**
 * The command line: the same core as the window, on Electron's Node, without a display.
 * @param argv as in `process.argv`
 * @param interrupt aborted by Ctrl+C
 * @returns the exit code: 2 for what cannot be understood
 */
export async function runProgram(argv: readonly string[], interrupt: AbortSignal): Promise<number> {
  let exitCode = 0
  try {
    await createProgram(interrupt, (code) => {
      exitCode = code
    }).parseAsync(argv)
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    return explain(createShell(false, interrupt), error)
  }
}

/** @param ended hears the exit code of the command that was run */
export function createProgram(interrupt: AbortSignal, ended: (code: number) => void): Command {
  const program = new Command('lectern')
    .description('Keep, search and take out what you read, without a window.')
    .version(lecternVersion)
    // Also understood before the command, where many put what concerns the whole program.
    .option('--library <folder>', 'the library’s folder; LECTERN_LIBRARY names one, too')
    .option('--json', 'print one JSON value a line, and nothing else')
    .showHelpAfterError('(lectern --help says more)')
    .addHelpText('after', exitCodes)

  function add<O>(command: Command, action: Action<O>): void {
    command.action(async (...given: unknown[]) => {
      const options = command.optsWithGlobals<O & { json?: true }>()
      const args = given
        .slice(0, -2)
        .flat()
        .filter((arg) => arg !== undefined) as string[]
      const shell = createShell(options.json === true, interrupt)
      const code = await action(shell, options, ...args).catch((error: unknown) => explain(shell, error))
      ended(interrupt.aborted && code !== 0 ? 130 : code)
    })
    program.addCommand(
      command.exitOverride().showHelpAfterError(`(lectern ${command.name()} --help says more)`)
    )
  }
  add(importCommand(), runImport)
  add(extractCommand(), runExtract)
  add(reExtractCommand(), runReExtract)
  add(listCommand(), runList)
  add(notebookCommand(), runNotebook)
  add(showCommand(), runShow)
  add(highlightCommand(), runHighlight)
  add(searchCommand(), runSearch)
  add(exportCommand(), runExport)
  add(restoreCommand(), runRestore)
  add(vaultCommand(), runVault)
  add(backupCommand(), runBackup)
  add(verifyCommand(), runVerify)
  return program.exitOverride()
}

function createShell(isJson: boolean, signal: AbortSignal): Shell {
  return {
    say: (line) => {
      if (!isJson) process.stdout.write(`${line}\n`)
    },
    json: (value) => {
      if (isJson) process.stdout.write(`${JSON.stringify(value)}\n`)
    },
    write: (text) => {
      if (!isJson) process.stdout.write(text)
    },
    complain: (sentence) => {
      process.stderr.write(`${sentence}\n`)
    },
    signal
  }
}

function explain(shell: Shell, thrown: unknown): ExitCode {
  if (thrown instanceof UsageError) {
    shell.complain(thrown.message)
    return 2
  }
  if (thrown instanceof LibraryError) {
    shell.complain(thrown.message)
    return 3
  }
  const error = toAppError(thrown)
  if (error instanceof AppError) {
    shell.complain(oneLine(error.message))
    return 1
  }
  // A mistake of ours: where it happened, but no texts, which messages may quote.
  shell.complain(`${tell({ key: 'errors.internal' })}\n${nameError(error)}`)
  return 1
}

const exitCodes = `
Exit codes: 0 all well, 1 something failed, 2 wrong usage, 3 the library cannot be opened.

Examples:
  lectern import ~/Articles
  lectern search "slow reading"
  lectern export --format zip --out library.zip`
