import app from './en/app.json' with { type: 'json' }
import backups from './en/backups.json' with { type: 'json' }
import citations from './en/citations.json' with { type: 'json' }
import cli from './en/cli.json' with { type: 'json' }
import commands from './en/commands.json' with { type: 'json' }
import corrections from './en/corrections.json' with { type: 'json' }
import damaged from './en/damaged.json' with { type: 'json' }
import errors from './en/errors.json' with { type: 'json' }
import exporting from './en/exports.json' with { type: 'json' }
import highlights from './en/highlights.json' with { type: 'json' }
import history from './en/history.json' with { type: 'json' }
import imports from './en/imports.json' with { type: 'json' }
import library from './en/library.json' with { type: 'json' }
import links from './en/links.json' with { type: 'json' }
import menu from './en/menu.json' with { type: 'json' }
import notebooks from './en/notebooks.json' with { type: 'json' }
import notices from './en/notices.json' with { type: 'json' }
import originals from './en/originals.json' with { type: 'json' }
import page from './en/page.json' with { type: 'json' }
import palette from './en/palette.json' with { type: 'json' }
import printing from './en/printing.json' with { type: 'json' }
import reader from './en/reader.json' with { type: 'json' }
import savedSearches from './en/saved-searches.json' with { type: 'json' }
import search from './en/search.json' with { type: 'json' }
import settings from './en/settings.json' with { type: 'json' }
import study from './en/study.json' with { type: 'json' }
import sheet from './en/study-sheet.json' with { type: 'json' }
import system from './en/system.json' with { type: 'json' }
import today from './en/today.json' with { type: 'json' }
import trouble from './en/trouble.json' with { type: 'json' }
import ui from './en/ui.json' with { type: 'json' }
import undo from './en/undo.json' with { type: 'json' }
import versions from './en/versions.json' with { type: 'json' }
import watching from './en/watching.json' with { type: 'json' }

/** Every sentence and label of the app in English, by noun. Plurals follow i18next: `key_one`, `key_other`. */
export const en = {
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

type Plural = '_zero' | '_one' | '_two' | '_few' | '_many' | '_other'
type WithoutPlural<K extends string> = K extends `${infer Stem}${Plural}` ? Stem : K
type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${KeysOf<T[K]>}`
}[keyof T & string]

/** A key of the catalogue, such as `library.empty.title`; plural endings left off. */
export type MessageKey = KeysOf<typeof en>
