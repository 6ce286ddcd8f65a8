/** Which of the window's menus a command is listed in; a command without one is in the palette only. */
export type CommandMenu = 'file' | 'edit' | 'view' | 'go' | 'article' | 'help'

/** Where a command makes sense: everywhere when absent. */
export type CommandPlace =
  | 'library'
  | 'highlights'
  | 'search'
  | 'reader'
  | 'study'
  | 'today'
  | 'notebooks'
  | 'settings'

/** Edit › Select all: means what it means in the place one is in. */
export const SELECT_ALL = 'edit.selectAll'

/**
 * Something the reader can do. Declared once here; keyboard, menu, palette and the list of shortcuts
 * read it, and a mounted component does it (`useCommand` in the renderer).
 */
export interface Command {
  readonly id: string
  /** `Mod` is ⌘ on macOS and Ctrl elsewhere; then `Shift`, `Alt`, and the key as `KeyboardEvent.key` names it. */
  readonly keys?: readonly string[]
  readonly menu?: CommandMenu
  readonly where?: CommandPlace
  /** Its shortcut is left to the text field when one has the focus (undo, copy, select all). */
  readonly yieldsToFields?: true
  /** A key that is held down does it again and again: what goes on step by step. Anything else is done once. */
  readonly repeats?: true
}

export const commands = [
  { id: 'import.files', keys: ['Mod+O'], menu: 'file' },
  { id: 'import.folder', menu: 'file' },
  { id: 'import.address', keys: ['Mod+Shift+O'], menu: 'file' },
  { id: 'import.paste', keys: ['Mod+Shift+V'], menu: 'file', yieldsToFields: true },
  { id: 'import.try', menu: 'file' },
  { id: 'import.report', menu: 'file' },
  { id: 'notebooks.new', keys: ['Mod+Shift+N'], menu: 'file' },
  { id: 'notebooks.export', menu: 'file', where: 'notebooks' },
  { id: 'reader.exportMarkdown', menu: 'file', where: 'reader' },
  { id: 'reader.exportJsonld', menu: 'file', where: 'reader' },
  { id: 'reader.exportEpub', menu: 'file', where: 'reader' },
  { id: 'reader.savePdf', menu: 'file', where: 'reader' },
  { id: 'reader.print', keys: ['Mod+P'], menu: 'file', where: 'reader' },
  { id: 'reader.sheetMarkdown', menu: 'file', where: 'reader' },
  { id: 'export.open', keys: ['Mod+E'], menu: 'file' },
  { id: 'export.library', menu: 'file' },
  { id: 'export.restore', menu: 'file' },
  { id: 'study.exportApkg', menu: 'file' },
  { id: 'study.exportText', menu: 'file' },
  { id: 'study.importAnki', menu: 'file' },
  { id: 'vault.sync', menu: 'file' },
  { id: 'app.showLibrary', menu: 'file' },
  { id: 'search.save', keys: ['Mod+S'], menu: 'file', where: 'search' },
  { id: 'settings.open', keys: ['Mod+,'], menu: 'file' },

  { id: 'history.undo', keys: ['Mod+Z'], menu: 'edit', yieldsToFields: true, repeats: true },
  { id: 'history.redo', keys: ['Mod+Shift+Z', 'Mod+Y'], menu: 'edit', yieldsToFields: true, repeats: true },

  { id: 'view.sidebar', keys: ['Mod+\\'], menu: 'view' },
  { id: 'view.theme.system', menu: 'view' },
  { id: 'view.theme.light', menu: 'view' },
  { id: 'view.theme.sepia', menu: 'view' },
  { id: 'view.theme.dark', menu: 'view' },
  { id: 'view.theme.black', menu: 'view' },
  { id: 'reader.typography', keys: ['a'], menu: 'view', where: 'reader' },
  { id: 'reader.textLarger', keys: ['+', '='], menu: 'view', where: 'reader', repeats: true },
  { id: 'reader.textSmaller', keys: ['-'], menu: 'view', where: 'reader', repeats: true },
  { id: 'reader.outline', keys: ['o'], menu: 'view', where: 'reader' },
  { id: 'reader.highlights', keys: ['h'], menu: 'view', where: 'reader' },
  { id: 'reader.sheet', keys: ['Shift+S'], menu: 'view', where: 'reader' },
  { id: 'reader.versions', keys: ['Shift+V'], menu: 'view', where: 'reader' },

  { id: 'reader.originalPages', keys: ['Shift+P'], menu: 'view', where: 'reader' },
  { id: 'reader.goToPage', keys: ['g'], menu: 'go', where: 'reader' },
  { id: 'reader.pages', keys: ['p'], menu: 'view', where: 'reader' },
  { id: 'reader.nextPage', keys: ['PageDown'], where: 'reader', repeats: true },
  { id: 'reader.previousPage', keys: ['PageUp'], where: 'reader', repeats: true },
  { id: 'reader.focusMode', keys: ['f'], menu: 'view', where: 'reader' },
  { id: 'reader.ruler', keys: ['u'], menu: 'view', where: 'reader' },
  { id: 'reader.readAloud', keys: ['l'], menu: 'article', where: 'reader' },
  { id: 'reader.nextSentence', keys: ['.'], where: 'reader', repeats: true },
  { id: 'reader.previousSentence', keys: [','], where: 'reader', repeats: true },
  { id: 'reader.nextSpokenParagraph', keys: ['>'], where: 'reader', repeats: true },
  { id: 'reader.previousSpokenParagraph', keys: ['<'], where: 'reader', repeats: true },
  { id: 'reader.returnToLine', keys: ['b'], menu: 'go', where: 'reader' },
  { id: 'reader.picture', keys: ['z'], menu: 'view', where: 'reader' },
  { id: 'reader.vertical', menu: 'view', where: 'reader' },

  { id: 'palette.open', keys: ['Mod+K'], menu: 'go' },
  { id: 'go.library', keys: ['Mod+1'], menu: 'go' },
  { id: 'go.highlights', keys: ['Mod+2'], menu: 'go' },
  { id: 'go.search', keys: ['Mod+3', 'Mod+Shift+F'], menu: 'go' },
  { id: 'go.study', keys: ['Mod+4'], menu: 'go' },
  { id: 'go.cards', menu: 'go' },
  { id: 'go.today', keys: ['Mod+5'], menu: 'go' },
  { id: 'go.queue', menu: 'go' },
  { id: 'go.numbers', menu: 'go' },
  { id: 'go.notebooks', keys: ['Mod+6'], menu: 'go' },
  { id: 'go.back', keys: ['Alt+ArrowLeft'], menu: 'go' },
  { id: 'settings.leave', keys: ['Escape'], where: 'settings' },
  { id: 'library.show.all', where: 'library' },
  { id: 'library.show.later', where: 'library' },
  { id: 'library.show.reading', where: 'library' },
  { id: 'library.show.finished', where: 'library' },
  { id: 'library.show.starred', where: 'library' },
  { id: 'library.show.extracts', where: 'library' },
  { id: 'library.show.trash', where: 'library' },

  { id: 'library.next', keys: ['j', 'ArrowDown'], where: 'library', repeats: true },
  { id: 'library.previous', keys: ['k', 'ArrowUp'], where: 'library', repeats: true },
  { id: 'library.extendDown', keys: ['Shift+ArrowDown', 'Shift+J'], where: 'library', repeats: true },
  { id: 'library.extendUp', keys: ['Shift+ArrowUp', 'Shift+K'], where: 'library', repeats: true },
  { id: 'library.open', keys: ['Enter'], where: 'library' },
  { id: 'library.finish', keys: ['e'], where: 'library' },
  { id: 'library.later', keys: ['l'], where: 'library' },
  { id: 'library.comeBack', keys: ['w'], where: 'library' },
  { id: 'library.star', keys: ['s'], where: 'library' },
  { id: 'library.tag', keys: ['t'], where: 'library' },
  { id: 'library.edit', keys: ['i'], where: 'library' },
  { id: 'library.select', keys: ['x'], where: 'library' },
  { id: 'library.selectAll', keys: ['Mod+A'], where: 'library', yieldsToFields: true },
  { id: 'library.clearSelection', keys: ['Escape'], where: 'library' },
  { id: 'library.trash', keys: ['Delete'], where: 'library' },
  { id: 'library.restore', where: 'library' },
  { id: 'library.purge', where: 'library' },
  { id: 'library.filter', keys: ['/'], where: 'library' },

  { id: 'highlights.next', keys: ['j', 'ArrowDown'], where: 'highlights', repeats: true },
  { id: 'highlights.previous', keys: ['k', 'ArrowUp'], where: 'highlights', repeats: true },
  {
    id: 'highlights.extendDown',
    keys: ['Shift+ArrowDown', 'Shift+J'],
    where: 'highlights',
    repeats: true
  },
  { id: 'highlights.extendUp', keys: ['Shift+ArrowUp', 'Shift+K'], where: 'highlights', repeats: true },
  { id: 'highlights.open', keys: ['Enter'], where: 'highlights' },
  { id: 'highlights.select', keys: ['x'], where: 'highlights' },
  { id: 'highlights.selectAll', keys: ['Mod+A'], where: 'highlights', yieldsToFields: true },
  { id: 'highlights.filter', keys: ['/'], where: 'highlights' },
  { id: 'highlights.yellow', keys: ['1'], where: 'highlights' },
  { id: 'highlights.green', keys: ['2'], where: 'highlights' },
  { id: 'highlights.blue', keys: ['3'], where: 'highlights' },
  { id: 'highlights.pink', keys: ['4'], where: 'highlights' },
  { id: 'highlights.purple', keys: ['5'], where: 'highlights' },
  { id: 'highlights.tag', keys: ['t'], where: 'highlights' },
  { id: 'highlights.note', keys: ['n'], where: 'highlights' },
  { id: 'highlights.asking', keys: ['Shift+V'], where: 'highlights' },
  { id: 'highlights.gather', keys: ['Shift+B'], where: 'highlights' },
  { id: 'highlights.cards', keys: ['c'], where: 'highlights' },
  { id: 'highlights.quote', keys: ['Mod+Shift+C'], where: 'highlights', yieldsToFields: true },
  { id: 'highlights.copy', keys: ['Mod+C'], where: 'highlights', yieldsToFields: true },
  { id: 'highlights.delete', keys: ['Delete'], where: 'highlights' },

  { id: 'notebooks.next', keys: ['j', 'ArrowDown'], where: 'notebooks', repeats: true },
  { id: 'notebooks.previous', keys: ['k', 'ArrowUp'], where: 'notebooks', repeats: true },
  { id: 'notebooks.open', keys: ['Enter'], where: 'notebooks' },
  { id: 'notebooks.filter', keys: ['/'], where: 'notebooks' },
  { id: 'notebooks.delete', keys: ['Delete'], where: 'notebooks' },
  { id: 'notebooks.view', keys: ['Mod+Shift+E'], where: 'notebooks' },
  { id: 'notebooks.gather', keys: ['Mod+Shift+G'], where: 'notebooks' },
  { id: 'notebooks.moveUp', keys: ['Alt+Shift+ArrowUp'], where: 'notebooks', repeats: true },
  { id: 'notebooks.moveDown', keys: ['Alt+Shift+ArrowDown'], where: 'notebooks', repeats: true },
  { id: 'notebooks.back', keys: ['Escape'], where: 'notebooks' },

  { id: 'today.next', keys: ['j', 'ArrowDown'], where: 'today', repeats: true },
  { id: 'today.previous', keys: ['k', 'ArrowUp'], where: 'today', repeats: true },
  { id: 'today.read', keys: ['Enter'], where: 'today' },
  { id: 'today.cards', keys: ['c'], where: 'today' },
  { id: 'today.postpone', keys: ['d'], where: 'today' },
  { id: 'today.priority', keys: ['Shift+G'], where: 'today' },
  { id: 'today.finish', keys: ['e'], where: 'today' },
  { id: 'today.remove', keys: ['Delete'], where: 'today' },

  { id: 'study.start', keys: ['Enter'], where: 'study' },
  { id: 'study.these', keys: ['s'], where: 'study' },
  { id: 'study.next', keys: ['j', 'ArrowDown'], where: 'study', repeats: true },
  { id: 'study.previous', keys: ['k', 'ArrowUp'], where: 'study', repeats: true },
  { id: 'study.extendDown', keys: ['Shift+ArrowDown', 'Shift+J'], where: 'study', repeats: true },
  { id: 'study.extendUp', keys: ['Shift+ArrowUp', 'Shift+K'], where: 'study', repeats: true },
  { id: 'study.filter', keys: ['/'], where: 'study' },
  { id: 'study.select', keys: ['x'], where: 'study' },
  { id: 'study.selectAll', keys: ['Mod+A'], where: 'study', yieldsToFields: true },
  { id: 'study.tag', keys: ['t'], where: 'study' },
  { id: 'study.newCard', keys: ['n'], where: 'study' },
  { id: 'study.show', keys: [' '], where: 'study' },
  { id: 'study.again', keys: ['1'], where: 'study' },
  { id: 'study.hard', keys: ['2'], where: 'study' },
  { id: 'study.good', keys: ['3'], where: 'study' },
  { id: 'study.easy', keys: ['4'], where: 'study' },
  { id: 'study.undo', keys: ['u'], where: 'study' },
  { id: 'study.edit', keys: ['e'], where: 'study' },
  { id: 'study.source', keys: ['o'], where: 'study' },
  { id: 'study.bury', keys: ['-'], where: 'study' },
  { id: 'study.suspend', keys: ['@'], where: 'study' },
  { id: 'study.due', keys: ['d'], where: 'study' },
  { id: 'study.reset', keys: ['Shift+R'], where: 'study' },
  { id: 'study.delete', keys: ['Delete'], where: 'study' },
  { id: 'study.leave', keys: ['Escape'], where: 'study' },

  { id: 'reader.highlight.yellow', keys: ['1'], menu: 'article', where: 'reader' },
  { id: 'reader.highlight.green', keys: ['2'], menu: 'article', where: 'reader' },
  { id: 'reader.highlight.blue', keys: ['3'], menu: 'article', where: 'reader' },
  { id: 'reader.highlight.pink', keys: ['4'], menu: 'article', where: 'reader' },
  { id: 'reader.highlight.purple', keys: ['5'], menu: 'article', where: 'reader' },
  { id: 'reader.note', keys: ['n'], menu: 'article', where: 'reader' },
  { id: 'reader.tag', keys: ['t'], menu: 'article', where: 'reader' },
  { id: 'reader.card', keys: ['c'], menu: 'article', where: 'reader' },
  { id: 'reader.pictureCard', keys: ['Shift+C'], menu: 'article', where: 'reader' },
  { id: 'reader.studyCards', menu: 'article', where: 'reader' },
  { id: 'reader.extract', keys: ['i'], menu: 'article', where: 'reader' },
  { id: 'reader.gather', keys: ['Shift+B'], menu: 'article', where: 'reader' },
  { id: 'reader.extractSource', keys: ['Shift+I'], menu: 'article', where: 'reader' },
  { id: 'reader.comeBack', keys: ['w'], menu: 'article', where: 'reader' },
  { id: 'reader.postpone', keys: ['d'], menu: 'article', where: 'reader' },
  { id: 'reader.priority', keys: ['Shift+G'], menu: 'article', where: 'reader' },
  { id: 'reader.notAgain', menu: 'article', where: 'reader' },
  { id: 'reader.resizeHighlight', keys: ['r'], menu: 'article', where: 'reader' },
  { id: 'reader.endForward', keys: ['Shift+ArrowRight', 'Shift+ArrowDown'], where: 'reader', repeats: true },
  { id: 'reader.endBack', keys: ['Shift+ArrowLeft', 'Shift+ArrowUp'], where: 'reader', repeats: true },
  {
    id: 'reader.startForward',
    keys: ['Alt+Shift+ArrowRight', 'Alt+Shift+ArrowDown'],
    where: 'reader',
    repeats: true
  },
  {
    id: 'reader.startBack',
    keys: ['Alt+Shift+ArrowLeft', 'Alt+Shift+ArrowUp'],
    where: 'reader',
    repeats: true
  },
  { id: 'reader.mergeHighlight', keys: ['m'], menu: 'article', where: 'reader' },
  { id: 'reader.splitHighlight', keys: ['x'], menu: 'article', where: 'reader' },
  { id: 'reader.copy', keys: ['Mod+C'], menu: 'article', where: 'reader', yieldsToFields: true },
  { id: 'reader.quote', keys: ['Mod+Shift+C'], menu: 'article', where: 'reader', yieldsToFields: true },
  { id: 'reader.searchSelection', keys: ['q'], menu: 'article', where: 'reader' },
  { id: 'reader.select', keys: ['v'], menu: 'article', where: 'reader' },
  { id: 'reader.selectAll', keys: ['Mod+A'], where: 'reader', yieldsToFields: true },
  { id: 'reader.caret', keys: ['F7'], menu: 'article', where: 'reader' },
  { id: 'reader.nextHighlight', keys: [']'], menu: 'article', where: 'reader', repeats: true },
  { id: 'reader.previousHighlight', keys: ['['], menu: 'article', where: 'reader', repeats: true },
  { id: 'reader.openHighlight', keys: ['Enter'], menu: 'article', where: 'reader' },
  { id: 'reader.deleteHighlight', keys: ['Delete', 'Backspace'], menu: 'article', where: 'reader' },
  { id: 'reader.find', keys: ['Mod+F'], menu: 'article', where: 'reader' },
  { id: 'reader.findNext', keys: ['Mod+G', 'F3'], menu: 'article', where: 'reader', repeats: true },
  {
    id: 'reader.findPrevious',
    keys: ['Mod+Shift+G', 'Shift+F3'],
    menu: 'article',
    where: 'reader',
    repeats: true
  },
  { id: 'reader.articleNote', keys: ['Shift+N'], menu: 'article', where: 'reader' },
  { id: 'reader.articleTags', keys: ['Shift+T'], menu: 'article', where: 'reader' },
  { id: 'reader.copyMarkdown', menu: 'article', where: 'reader' },
  { id: 'reader.edit', keys: ['Shift+D'], menu: 'article', where: 'reader' },
  { id: 'reader.correct', keys: ['Shift+E'], menu: 'article', where: 'reader' },
  { id: 'reader.loadPictures', menu: 'article', where: 'reader' },
  { id: 'reader.extractAnew', menu: 'article', where: 'reader' },
  { id: 'reader.finish', keys: ['e'], menu: 'article', where: 'reader' },
  { id: 'reader.acceptPlace', keys: ['y'], menu: 'article', where: 'reader' },
  { id: 'reader.placeElsewhere', keys: ['Shift+Y'], menu: 'article', where: 'reader' },
  { id: 'reader.star', keys: ['s'], menu: 'article', where: 'reader' },
  { id: 'reader.trash', menu: 'article', where: 'reader' },
  { id: 'reader.restore', menu: 'article', where: 'reader' },
  { id: 'reader.back', keys: ['Escape'], where: 'reader' },

  { id: 'help.shortcuts', keys: ['?'], menu: 'help' },
  { id: 'search.help', menu: 'help', where: 'search' },
  { id: 'help.privacy', menu: 'help' }
] as const satisfies readonly Command[]

export type CommandId = (typeof commands)[number]['id']

/** Key of a command's title in the message catalogue: `commands.` and its id. */
export function commandTitle<Id extends CommandId>(id: Id): `commands.${Id}` {
  return `commands.${id}`
}

/** The command called `id`, or undefined: ids also arrive as plain strings, from menus. */
export function findCommand(id: string): (Command & { readonly id: CommandId }) | undefined {
  return commands.find((command) => command.id === id)
}
