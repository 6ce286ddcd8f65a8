import { type Command, type CommandId, commands, commandTitle } from '../../../shared/commands.ts'
import { foldName } from '../../lib/fold-name.ts'
import { inEnglish, t } from '../../lib/messages.ts'
import { canRun } from '../../lib/use-command.ts'

export interface PaletteCommand {
  kind: 'command'
  id: CommandId
  title: string
  keys: string | undefined
}

/**
 * Commands that can be run now and whose title has every word of the query, in the reader's language or in English;
 * titles that start with it first.
 */
export function matchCommands(query: string): PaletteCommand[] {
  const words = foldName(query).split(/\s+/).filter(Boolean)
  const found = (commands as readonly (Command & { id: CommandId })[]).flatMap((command) => {
    if (command.id === 'palette.open' || !canRun(command.id)) return []
    const title = t(commandTitle(command.id))
    const folded = [title, inEnglish(commandTitle(command.id))]
      .map(foldName)
      .find((said) => words.every((word) => said.includes(word)))
    if (folded === undefined) return []
    const starts =
      words.length > 0 && folded.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(words[0]!))
    return [{ kind: 'command' as const, id: command.id, title, keys: command.keys?.[0], starts }]
  })
  return found.sort((a, b) => Number(b.starts) - Number(a.starts)).map(({ starts: _, ...command }) => command)
}
