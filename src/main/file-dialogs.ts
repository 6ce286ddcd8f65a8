/** Kinds of files a dialog offers: each with its name in the reader's language, and endings without a dot. */
export type FileFilters = { name: string; extensions: string[] }[]

/** The system's file dialogs; null when the reader closed one. */
export interface FileDialogs {
  chooseSave(defaultName: string, filters: FileFilters): Promise<string | null>
  chooseOpen(filters: FileFilters): Promise<string | null>
  /** A folder that is there. */
  chooseFolder(): Promise<string | null>
}
