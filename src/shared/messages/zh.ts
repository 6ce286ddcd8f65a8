import app from './zh/app.json' with { type: 'json' }
import backups from './zh/backups.json' with { type: 'json' }
import citations from './zh/citations.json' with { type: 'json' }
import cli from './zh/cli.json' with { type: 'json' }
import commands from './zh/commands.json' with { type: 'json' }
import corrections from './zh/corrections.json' with { type: 'json' }
import damaged from './zh/damaged.json' with { type: 'json' }
import errors from './zh/errors.json' with { type: 'json' }
import exporting from './zh/exports.json' with { type: 'json' }
import highlights from './zh/highlights.json' with { type: 'json' }
import history from './zh/history.json' with { type: 'json' }
import imports from './zh/imports.json' with { type: 'json' }
import library from './zh/library.json' with { type: 'json' }
import links from './zh/links.json' with { type: 'json' }
import menu from './zh/menu.json' with { type: 'json' }
import notebooks from './zh/notebooks.json' with { type: 'json' }
import notices from './zh/notices.json' with { type: 'json' }
import originals from './zh/originals.json' with { type: 'json' }
import page from './zh/page.json' with { type: 'json' }
import palette from './zh/palette.json' with { type: 'json' }
import printing from './zh/printing.json' with { type: 'json' }
import reader from './zh/reader.json' with { type: 'json' }
import savedSearches from './zh/saved-searches.json' with { type: 'json' }
import search from './zh/search.json' with { type: 'json' }
import settings from './zh/settings.json' with { type: 'json' }
import study from './zh/study.json' with { type: 'json' }
import sheet from './zh/study-sheet.json' with { type: 'json' }
import system from './zh/system.json' with { type: 'json' }
import today from './zh/today.json' with { type: 'json' }
import trouble from './zh/trouble.json' with { type: 'json' }
import ui from './zh/ui.json' with { type: 'json' }
import undo from './zh/undo.json' with { type: 'json' }
import versions from './zh/versions.json' with { type: 'json' }
import watching from './zh/watching.json' with { type: 'json' }

/** Simplified Chinese. */
export const zh = {
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
