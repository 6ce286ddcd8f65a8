import app from './ru/app.json' with { type: 'json' }
import backups from './ru/backups.json' with { type: 'json' }
import citations from './ru/citations.json' with { type: 'json' }
import cli from './ru/cli.json' with { type: 'json' }
import commands from './ru/commands.json' with { type: 'json' }
import corrections from './ru/corrections.json' with { type: 'json' }
import damaged from './ru/damaged.json' with { type: 'json' }
import errors from './ru/errors.json' with { type: 'json' }
import exporting from './ru/exports.json' with { type: 'json' }
import highlights from './ru/highlights.json' with { type: 'json' }
import history from './ru/history.json' with { type: 'json' }
import imports from './ru/imports.json' with { type: 'json' }
import library from './ru/library.json' with { type: 'json' }
import links from './ru/links.json' with { type: 'json' }
import menu from './ru/menu.json' with { type: 'json' }
import notebooks from './ru/notebooks.json' with { type: 'json' }
import notices from './ru/notices.json' with { type: 'json' }
import originals from './ru/originals.json' with { type: 'json' }
import page from './ru/page.json' with { type: 'json' }
import palette from './ru/palette.json' with { type: 'json' }
import printing from './ru/printing.json' with { type: 'json' }
import reader from './ru/reader.json' with { type: 'json' }
import savedSearches from './ru/saved-searches.json' with { type: 'json' }
import search from './ru/search.json' with { type: 'json' }
import settings from './ru/settings.json' with { type: 'json' }
import study from './ru/study.json' with { type: 'json' }
import sheet from './ru/study-sheet.json' with { type: 'json' }
import system from './ru/system.json' with { type: 'json' }
import today from './ru/today.json' with { type: 'json' }
import trouble from './ru/trouble.json' with { type: 'json' }
import ui from './ru/ui.json' with { type: 'json' }
import undo from './ru/undo.json' with { type: 'json' }
import versions from './ru/versions.json' with { type: 'json' }
import watching from './ru/watching.json' with { type: 'json' }

/** Russian. */
export const ru = {
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
