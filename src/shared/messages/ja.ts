import app from './ja/app.json' with { type: 'json' }
import backups from './ja/backups.json' with { type: 'json' }
import citations from './ja/citations.json' with { type: 'json' }
import cli from './ja/cli.json' with { type: 'json' }
import commands from './ja/commands.json' with { type: 'json' }
import corrections from './ja/corrections.json' with { type: 'json' }
import damaged from './ja/damaged.json' with { type: 'json' }
import errors from './ja/errors.json' with { type: 'json' }
import exporting from './ja/exports.json' with { type: 'json' }
import highlights from './ja/highlights.json' with { type: 'json' }
import history from './ja/history.json' with { type: 'json' }
import imports from './ja/imports.json' with { type: 'json' }
import library from './ja/library.json' with { type: 'json' }
import links from './ja/links.json' with { type: 'json' }
import menu from './ja/menu.json' with { type: 'json' }
import notebooks from './ja/notebooks.json' with { type: 'json' }
import notices from './ja/notices.json' with { type: 'json' }
import originals from './ja/originals.json' with { type: 'json' }
import page from './ja/page.json' with { type: 'json' }
import palette from './ja/palette.json' with { type: 'json' }
import printing from './ja/printing.json' with { type: 'json' }
import reader from './ja/reader.json' with { type: 'json' }
import savedSearches from './ja/saved-searches.json' with { type: 'json' }
import search from './ja/search.json' with { type: 'json' }
import settings from './ja/settings.json' with { type: 'json' }
import study from './ja/study.json' with { type: 'json' }
import sheet from './ja/study-sheet.json' with { type: 'json' }
import system from './ja/system.json' with { type: 'json' }
import today from './ja/today.json' with { type: 'json' }
import trouble from './ja/trouble.json' with { type: 'json' }
import ui from './ja/ui.json' with { type: 'json' }
import undo from './ja/undo.json' with { type: 'json' }
import versions from './ja/versions.json' with { type: 'json' }
import watching from './ja/watching.json' with { type: 'json' }

/** Japanese. */
export const ja = {
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
