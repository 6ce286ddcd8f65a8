import app from './de/app.json' with { type: 'json' }
import backups from './de/backups.json' with { type: 'json' }
import citations from './de/citations.json' with { type: 'json' }
import cli from './de/cli.json' with { type: 'json' }
import commands from './de/commands.json' with { type: 'json' }
import corrections from './de/corrections.json' with { type: 'json' }
import damaged from './de/damaged.json' with { type: 'json' }
import errors from './de/errors.json' with { type: 'json' }
import exporting from './de/exports.json' with { type: 'json' }
import highlights from './de/highlights.json' with { type: 'json' }
import history from './de/history.json' with { type: 'json' }
import imports from './de/imports.json' with { type: 'json' }
import library from './de/library.json' with { type: 'json' }
import links from './de/links.json' with { type: 'json' }
import menu from './de/menu.json' with { type: 'json' }
import notebooks from './de/notebooks.json' with { type: 'json' }
import notices from './de/notices.json' with { type: 'json' }
import originals from './de/originals.json' with { type: 'json' }
import page from './de/page.json' with { type: 'json' }
import palette from './de/palette.json' with { type: 'json' }
import printing from './de/printing.json' with { type: 'json' }
import reader from './de/reader.json' with { type: 'json' }
import savedSearches from './de/saved-searches.json' with { type: 'json' }
import search from './de/search.json' with { type: 'json' }
import settings from './de/settings.json' with { type: 'json' }
import study from './de/study.json' with { type: 'json' }
import sheet from './de/study-sheet.json' with { type: 'json' }
import system from './de/system.json' with { type: 'json' }
import today from './de/today.json' with { type: 'json' }
import trouble from './de/trouble.json' with { type: 'json' }
import ui from './de/ui.json' with { type: 'json' }
import undo from './de/undo.json' with { type: 'json' }
import versions from './de/versions.json' with { type: 'json' }
import watching from './de/watching.json' with { type: 'json' }

/** German. */
export const de = {
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
