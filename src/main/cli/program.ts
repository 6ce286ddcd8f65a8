import { Command, CommanderError } from 'commander'
import { AppError } from '../../shared/errors.ts'
import { nameError } from '../../shared/name-error.ts'
import { tell } from '../../shared/sentence.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import { lecternVersion } from '../export/lectern-version.ts'
import { type Action, type ExitCode, LibraryError, oneLine, type Shell, UsageError } from './shell.ts'

type Add = <O>(command: Command, action: Action<O>) => void

/** Each is loaded when it is needed: all of them take longer to load than most take to run. */
const commands: Record<string, (add: Add) => Promise<void>> = {
  import: async (add) => {
    const { importCommand, runImport } = await import('./import-command.ts')
    add(importCommand(), runImport)
  },
  extract: async (add) => {
    const { extractCommand, runExtract } = await import('./extract-command.ts')
    add(extractCommand(), runExtract)
  },
  're-extract': async (add) => {
    const { reExtractCommand, runReExtract } = await import('./re-extract-command.ts')
    add(reExtractCommand(), runReExtract)
  },
  list: async (add) => {
    const { listCommand, runList } = await import('./list-command.ts')
    add(listCommand(), runList)
  },
  notebook: async (add) => {
    const { notebookCommand, runNotebook } = await import('./notebook-command.ts')
    add(notebookCommand(), runNotebook)
  },
  show: async (add) => {
    const { showCommand, runShow } = await import('./show-command.ts')
    add(showCommand(), runShow)
  },
  highlight: async (add) => {
    const { highlightCommand, runHighlight } = await import('./highlight-command.ts')
    add(highlightCommand(), runHighlight)
  },
  search: async (add) => {
    const { searchCommand, runSearch } = await import('./search-command.ts')
    add(searchCommand(), runSearch)
  },
  export: async (add) => {
    const { exportCommand, runExport } = await import('./export-command.ts')
    add(exportCommand(), runExport)
  },
  restore: async (add) => {
    const { restoreCommand, runRestore } = await import('./restore-command.ts')
    add(restoreCommand(), runRestore)
  },
  vault: async (add) => {
    const { vaultCommand, runVault } = await import('./vault-command.ts')
    add(vaultCommand(), runVault)
  },
  backup: async (add) => {
    const { backupCommand, runBackup } = await import('./backup-command.ts')
    add(backupCommand(), runBackup)
  },
  verify: async (add) => {
    const { verifyCommand, runVerify } = await import('./verify-command.ts')
    add(verifyCommand(), runVerify)
  }
}

/** The command that is given, behind what concerns the whole program; undefined where there is none. */
function commandIn([first = '', ...rest]: readonly string[]): string | undefined {
  if (first === '--library') return commandIn(rest.slice(1))
  if (first === '--json' || first.startsWith('--library=')) return commandIn(rest)
  return Object.hasOwn(commands, first) ? first : undefined
}

/**
 * The command line: the same core as the window, on Electron's Node, without a display.
 * @param argv as in `process.argv`
 * @param interrupt aborted by Ctrl+C
 * @returns the exit code: 2 for what cannot be understood
 */
export async function runProgram(argv: readonly string[], interrupt: AbortSignal): Promise<number> {
  let exitCode = 0
  try {
    const ended = (code: number) => {
      exitCode = code
    }
    const program = await createProgram(interrupt, ended, commandIn(argv.slice(2)))
    await program.parseAsync(argv)
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    return explain(createShell(false, interrupt), error)
  }
}

/**
 * @param ended hears the exit code of the command that was run
 * @param only the one command it has; absent: all of them
 */
export async function createProgram(
  interrupt: AbortSignal,
  ended: (code: number) => void,
  only?: string
): Promise<Command> {
  const program = new Command('lectern')
    .description('Keep, search and take out what you read, without a window.')
    .version(lecternVersion)
    // Also understood before the command, where many put what concerns the whole program.
    .option('--library <folder>', 'the library’s folder; LECTERN_LIBRARY names one, too')
    .option('--json', 'print one JSON value a line, and nothing else')
    .showHelpAfterError('(lectern --help says more)')
    .addHelpText('after', exitCodes)

  const add: Add = <O>(command: Command, action: Action<O>) => {
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
  for (const [name, load] of Object.entries(commands)) {
    if (only === undefined || only === name) await load(add)
  }
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
