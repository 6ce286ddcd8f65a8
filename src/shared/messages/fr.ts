import app from './fr/app.json' with { type: 'json' }
import backups from './fr/backups.json' with { type: 'json' }
import citations from './fr/citations.json' with { type: 'json' }
import cli from './fr/cli.json' with { type: 'json' }
import commands from './fr/commands.json' with { type: 'json' }
import corrections from './fr/corrections.json' with { type: 'json' }
import damaged from './fr/damaged.json' with { type: 'json' }
import errors from './fr/errors.json' with { type: 'json' }
import exporting from './fr/exports.json' with { type: 'json' }
import highlights from './fr/highlights.json' with { type: 'json' }
import history from './fr/history.json' with { type: 'json' }
import imports from './fr/imports.json' with { type: 'json' }
import library from './fr/library.json' with { type: 'json' }
import links from './fr/links.json' with { type: 'json' }
import menu from './fr/menu.json' with { type: 'json' }
import notebooks from './fr/notebooks.json' with { type: 'json' }
import notices from './fr/notices.json' with { type: 'json' }
import originals from './fr/originals.json' with { type: 'json' }
import page from './fr/page.json' with { type: 'json' }
import palette from './fr/palette.json' with { type: 'json' }
import printing from './fr/printing.json' with { type: 'json' }
import reader from './fr/reader.json' with { type: 'json' }
import savedSearches from './fr/saved-searches.json' with { type: 'json' }
import search from './fr/search.json' with { type: 'json' }
import settings from './fr/settings.json' with { type: 'json' }
import study from './fr/study.json' with { type: 'json' }
import sheet from './fr/study-sheet.json' with { type: 'json' }
import system from './fr/system.json' with { type: 'json' }
import today from './fr/today.json' with { type: 'json' }
import trouble from './fr/trouble.json' with { type: 'json' }
import ui from './fr/ui.json' with { type: 'json' }
import undo from './fr/undo.json' with { type: 'json' }
import versions from './fr/versions.json' with { type: 'json' }
import watching from './fr/watching.json' with { type: 'json' }

/** French. */
export const fr = {
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
