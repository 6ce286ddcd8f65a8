/** 'Lctn' in ASCII: tells our files from any other SQLite database. */
export const APPLICATION_ID = 0x4c63746e
export const LIBRARY_FILE = 'library.sqlite'
export const INDEX_FILE = 'search.sqlite'
/** Study sheets made from the texts; made anew when it is missing. */
export const SHEETS_FILE = 'sheets.sqlite'
/** A backup on its way into the library's place, until it was checked. */
export const PREPARED_FILE = 'library.prepared.sqlite'
/** A library that was checked and waits to take its place. */
export const READY_FILE = 'library.restoring.sqlite'
/** What a repair brought together: beside the library until the reader says whether it takes its place. */
export const REPAIRED_FILE = 'library.repaired.sqlite'
/** Where backups are copied to as well, for this machine: not in the library, which may go to another one. */
export const SECOND_PLACE_FILE = 'second-place.json'
/** Copies of the library, in its own folder. */
export const BACKUPS_FOLDER = 'backups'
