import { zstdDecompressSync } from 'node:zlib'
import SQLite, { type Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import { openZip, type ZipReader } from '../export/zip-reader.ts'
import { readMessage } from './protobuf.ts'

/** Unpacked; better-sqlite3 holds the collection in memory. */
const MAX_COLLECTION = 1024 * 1024 * 1024
const MAX_MEDIA_LIST = 64 * 1024 * 1024
const MAX_PICTURE = 50 * 1024 * 1024

export interface AnkiNotetype {
  name: string
  isCloze: boolean
  fields: string[]
  templates: { front: string; back: string }[]
}

/** An Anki package, opened for reading. */
export interface AnkiPackage {
  db: Database
  notetypes: ReadonlyMap<string, AnkiNotetype>
  /** Names of the decks by their ids, parts of a name with `::` between. */
  decks: ReadonlyMap<number, string>
  /** A picture by its name in the notes; undefined when the package has none of that name. */
  media(name: string): Promise<Buffer | undefined>
  close(): Promise<void>
}

const refuse = (code: 'damaged' | 'unsupported', key: MessageKey, cause?: unknown) =>
  new AppError(code, key, undefined, { cause })

/**
 * Opens a package of any Anki since 2.0: `collection.anki2` and `.anki21` (schema 11, JSON inside) and
 * `collection.anki21b` (schema 18, zstd and protobuf; Anki 2.1.50 and later).
 * @throws AppError `unreadable`, `damaged`, `unsupported` with a sentence
 */
export async function openAnkiPackage(path: string): Promise<AnkiPackage> {
  const zip = await openZip(path).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException | null)?.code
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
      throw new AppError('unreadable', 'errors.anki.mayNotOpen', undefined, { cause: error })
    }
    throw refuse('damaged', 'errors.anki.notAPackage', error)
  })
  let db: Database | undefined
  try {
    const isNew = zip.names.has('collection.anki21b')
    if (zip.names.has('meta')) refuseFuture(await zip.read('meta', 1000))
    const bytes = isNew
      ? withKnownCollation(
          zstdDecompressSync(await zip.read('collection.anki21b', MAX_COLLECTION), {
            maxOutputLength: MAX_COLLECTION
          })
        )
      : await zip.read(
          zip.names.has('collection.anki21') ? 'collection.anki21' : 'collection.anki2',
          MAX_COLLECTION
        )
    db = new SQLite(bytes)
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    const notetypes = readNotetypes(db)
    const names = await mediaNames(zip, isNew)
    const opened = db
    return {
      db: opened,
      notetypes,
      decks: readDecks(db),
      async media(name) {
        const entry = names.get(name)
        if (entry === undefined || !zip.names.has(entry)) return undefined
        const picture = await zip.read(entry, MAX_PICTURE)
        return isNew ? zstdDecompressSync(picture, { maxOutputLength: MAX_PICTURE }) : picture
      },
      async close() {
        opened.close()
        await zip.close()
      }
    }
  } catch (error) {
    db?.close()
    await zip.close()
    if (error instanceof AppError && error.code === 'unsupported') throw error
    throw refuse('damaged', 'errors.anki.damaged', error)
  }
}

/**
 * Anki declares names under a collation that only it has, and SQLite then refuses even to read them. Nothing
 * here is compared by name, so the declaration is replaced by one of the same length.
 */
function withKnownCollation(collection: Buffer): Buffer {
  const unknown = 'COLLATE unicase'
  const known = 'COLLATE nocase '
  for (let at = collection.indexOf(unknown); at !== -1; at = collection.indexOf(unknown, at)) {
    collection.write(known, at, 'latin1')
  }
  return collection
}

/** `meta`: field 1 is the version of the package; 3 is the newest known. */
function refuseFuture(meta: Uint8Array): void {
  const version = readMessage(meta).get(1)?.[0]
  if (typeof version === 'number' && version > 3) {
    throw refuse('unsupported', 'errors.anki.newer')
  }
}

function readNotetypes(db: Database): Map<string, AnkiNotetype> {
  const tables = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all())
  for (const needed of ['col', 'notes', 'cards', 'revlog']) {
    if (!tables.has(needed)) throw refuse('damaged', 'errors.anki.damaged')
  }
  const version = db.prepare('SELECT ver FROM col').pluck().get() as number
  if (version > 18) throw refuse('unsupported', 'errors.anki.newer')
  return tables.has('notetypes') ? fromTables(db) : fromJson(db)
}

/** What is not understood has no name: the cards come all the same. */
function readDecks(db: Database): Map<number, string> {
  try {
    const isTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'decks'").get()
    const decks = isTable
      ? db.prepare<[], { id: unknown; name: unknown }>('SELECT id, name FROM decks').all()
      : Object.values(
          JSON.parse(db.prepare('SELECT decks FROM col').pluck().get() as string) as Record<
            string,
            { id: unknown; name: unknown }
          >
        )
    return new Map(decks.map(({ id, name }) => [Number(id), String(name).replaceAll('\x1f', '::')]))
  } catch {
    return new Map()
  }
}

interface ModelJson {
  name: string
  type: number
  flds: { name: string; ord: number }[]
  tmpls: { qfmt: string; afmt: string; ord: number }[]
}

function fromJson(db: Database): Map<string, AnkiNotetype> {
  const models = JSON.parse(db.prepare('SELECT models FROM col').pluck().get() as string) as Record<
    string,
    ModelJson
  >
  const inOrder = <T extends { ord: number }>(list: T[]) => [...list].sort((a, b) => a.ord - b.ord)
  return new Map(
    Object.entries(models).map(([id, model]) => [
      id,
      {
        name: String(model.name),
        isCloze: model.type === 1,
        fields: inOrder(model.flds).map(({ name }) => String(name)),
        templates: inOrder(model.tmpls).map(({ qfmt, afmt }) => ({ front: String(qfmt), back: String(afmt) }))
      }
    ])
  )
}

/** A list as long as a stranger says could be walked for minutes. */
const isPlace = (ord: number) => Number.isInteger(ord) && ord >= 0 && ord < 1000

/** Schema 18: names in columns, the rest in protobuf. */
function fromTables(db: Database): Map<string, AnkiNotetype> {
  const text = (value: number | Uint8Array | undefined) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : ''
  const notetypes = new Map<string, AnkiNotetype>()
  for (const { id, name, config } of db
    .prepare<[], { id: number; name: string; config: Buffer }>('SELECT id, name, config FROM notetypes')
    .all()) {
    notetypes.set(String(id), {
      name: String(name),
      isCloze: readMessage(config).get(1)?.[0] === 1,
      fields: [],
      templates: []
    })
  }
  for (const { ntid, ord, name } of db
    .prepare<[], { ntid: number; ord: number; name: string }>('SELECT ntid, ord, name FROM fields')
    .all()) {
    const fields = notetypes.get(String(ntid))?.fields
    if (fields && isPlace(ord)) fields[ord] = String(name)
  }
  for (const { ntid, ord, config } of db
    .prepare<[], { ntid: number; ord: number; config: Buffer }>('SELECT ntid, ord, config FROM templates')
    .all()) {
    const message = readMessage(config)
    const templates = notetypes.get(String(ntid))?.templates
    if (templates && isPlace(ord))
      templates[ord] = { front: text(message.get(1)?.[0]), back: text(message.get(2)?.[0]) }
  }
  // Numbers may be missing between: a field without a name then, so that the others keep their places.
  for (const notetype of notetypes.values())
    notetype.fields = Array.from(notetype.fields, (name) => name ?? '')
  return notetypes
}

/** Names in the notes to names in the zip. */
async function mediaNames(zip: ZipReader, isNew: boolean): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  if (!zip.names.has('media')) return names
  const bytes = await zip.read('media', MAX_MEDIA_LIST)
  if (!isNew) {
    const list = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>
    for (const [entry, name] of Object.entries(list)) if (typeof name === 'string') names.set(name, entry)
    return names
  }
  const list = readMessage(zstdDecompressSync(bytes, { maxOutputLength: MAX_MEDIA_LIST }))
  for (const [index, entry] of (list.get(1) ?? []).entries()) {
    const name = entry instanceof Uint8Array ? readMessage(entry).get(1)?.[0] : undefined
    if (name instanceof Uint8Array) names.set(Buffer.from(name).toString('utf8'), String(index))
  }
  return names
}
