import app from './es/app.json' with { type: 'json' }
import backups from './es/backups.json' with { type: 'json' }
import citations from './es/citations.json' with { type: 'json' }
import cli from './es/cli.json' with { type: 'json' }
import commands from './es/commands.json' with { type: 'json' }
import corrections from './es/corrections.json' with { type: 'json' }
import damaged from './es/damaged.json' with { type: 'json' }
import errors from './es/errors.json' with { type: 'json' }
import exporting from './es/exports.json' with { type: 'json' }
import highlights from './es/highlights.json' with { type: 'json' }
import history from './es/history.json' with { type: 'json' }
import imports from './es/imports.json' with { type: 'json' }
import library from './es/library.json' with { type: 'json' }
import links from './es/links.json' with { type: 'json' }
import menu from './es/menu.json' with { type: 'json' }
import notebooks from './es/notebooks.json' with { type: 'json' }
import notices from './es/notices.json' with { type: 'json' }
import originals from './es/originals.json' with { type: 'json' }
import page from './es/page.json' with { type: 'json' }
import palette from './es/palette.json' with { type: 'json' }
import printing from './es/printing.json' with { type: 'json' }
import reader from './es/reader.json' with { type: 'json' }
import savedSearches from './es/saved-searches.json' with { type: 'json' }
import search from './es/search.json' with { type: 'json' }
import settings from './es/settings.json' with { type: 'json' }
import study from './es/study.json' with { type: 'json' }
import sheet from './es/study-sheet.json' with { type: 'json' }
import system from './es/system.json' with { type: 'json' }
import today from './es/today.json' with { type: 'json' }
import trouble from './es/trouble.json' with { type: 'json' }
import ui from './es/ui.json' with { type: 'json' }
import undo from './es/undo.json' with { type: 'json' }
import versions from './es/versions.json' with { type: 'json' }
import watching from './es/watching.json' with { type: 'json' }

/** Spanish. */
export const es = {
  app,
  backups,
  citations,
  cli,
  corrections,
  commands,
  damaged,
  errors,
  exports: exporting,
  highlights,
  history,
  imports,
  library,
  links,
  menu,
  notebooks,
  notices,
  originals,
  page,
  palette,
  printing,
  reader,
  savedSearches,
  search,
  settings,
  sheet,
  study,
  system,
  today,
  trouble,
  ui,
  undo,
  versions,
  watching
}
