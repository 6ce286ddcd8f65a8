/** 'Lctn' in ASCII: tells our files from any other SQLite database. */
export const APPLICATION_ID = 0x4c63746e
export const LIBRARY_FILE = 'library.sqlite'
export const INDEX_FILE = 'search.sqlite'
/** Study sheets made from the texts; made anew when it is missing. */
export const SHEETS_FILE = 'sheets.sqlite'
/** Copies of the library, in its own folder. */
export const BACKUPS_FOLDER = 'backups'
