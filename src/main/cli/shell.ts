import type { Command } from 'commander'
import { AppError } from '../../shared/errors.ts'
import { tell } from '../../shared/sentence.ts'

/** 0 all well, 1 something failed, 2 wrong usage, 3 the library cannot be opened. */
export type ExitCode = 0 | 1 | 2 | 3

/** What every command is given. */
export interface Shell {
  /** A line for people; nothing when `--json` was asked for. */
  say(line: string): void
  /** One JSON value on a line of standard output; nothing unless `--json` was asked for. */
  json(value: unknown): void
  /** Text as it is, to standard output: the command's result itself. */
  write(text: string): void
  /** A sentence on standard error. */
  complain(sentence: string): void
  /** Aborted by Ctrl+C. */
  signal: AbortSignal
}

/** A request that cannot be understood: exit code 2. */
export class UsageError extends Error {}

/** The library cannot be opened: exit code 3. */
export class LibraryError extends Error {}

export type Action<O> = (shell: Shell, options: O, ...args: string[]) => Promise<ExitCode>

/** `--json`, which every command has. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print one JSON value on each line, and nothing else')
}

/** `--library`, for commands that open one. */
export function withLibraryOption(command: Command): Command {
  return command.option('--library <folder>', 'the library to use (default: the one the window opens)')
}

/** Parses a count given on the command line. */
export function parseCount(value: string): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) < 1)
    throw new UsageError(tell({ key: 'cli.notANumber', values: { value } }))
  return Number(value)
}

/** Gathers a repeated option. */
export function gather(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value]
}

/** The sentence of an error the reader can act on; anything else is a mistake of ours and is thrown on. */
export function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return error.message
  throw error
}

/** Control characters in titles and texts could write over the terminal; line breaks and tabs may stay. */
export function printable(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}

/** `printable`, with every run of white space as one blank. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s+/gu, ' ').trim())
}
