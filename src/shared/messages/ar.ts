import app from './ar/app.json' with { type: 'json' }
import backups from './ar/backups.json' with { type: 'json' }
import citations from './ar/citations.json' with { type: 'json' }
import cli from './ar/cli.json' with { type: 'json' }
import commands from './ar/commands.json' with { type: 'json' }
import corrections from './ar/corrections.json' with { type: 'json' }
import damaged from './ar/damaged.json' with { type: 'json' }
import errors from './ar/errors.json' with { type: 'json' }
import exporting from './ar/exports.json' with { type: 'json' }
import highlights from './ar/highlights.json' with { type: 'json' }
import history from './ar/history.json' with { type: 'json' }
import imports from './ar/imports.json' with { type: 'json' }
import library from './ar/library.json' with { type: 'json' }
import links from './ar/links.json' with { type: 'json' }
import menu from './ar/menu.json' with { type: 'json' }
import notebooks from './ar/notebooks.json' with { type: 'json' }
import notices from './ar/notices.json' with { type: 'json' }
import originals from './ar/originals.json' with { type: 'json' }
import page from './ar/page.json' with { type: 'json' }
import palette from './ar/palette.json' with { type: 'json' }
import printing from './ar/printing.json' with { type: 'json' }
import reader from './ar/reader.json' with { type: 'json' }
import savedSearches from './ar/saved-searches.json' with { type: 'json' }
import search from './ar/search.json' with { type: 'json' }
import settings from './ar/settings.json' with { type: 'json' }
import study from './ar/study.json' with { type: 'json' }
import sheet from './ar/study-sheet.json' with { type: 'json' }
import system from './ar/system.json' with { type: 'json' }
import today from './ar/today.json' with { type: 'json' }
import trouble from './ar/trouble.json' with { type: 'json' }
import ui from './ar/ui.json' with { type: 'json' }
import undo from './ar/undo.json' with { type: 'json' }
import versions from './ar/versions.json' with { type: 'json' }
import watching from './ar/watching.json' with { type: 'json' }

/** Arabic. */
export const ar = {
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
