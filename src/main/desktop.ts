import type { EventName, Events, Handlers } from '../shared/contract.ts'
import type { Settings } from '../shared/settings.ts'
import type { FileDialogs } from './file-dialogs.ts'
import type { OriginalPages } from './original-pages/handlers.ts'
import type { Printer } from './printing/handlers.ts'

/** What only a real window and system can do; tests pass their own. */
export interface Desktop extends FileDialogs {
  chooseFiles(): Promise<string[] | null>
  appHandlers(library: {
    folder: string
    readOnly: boolean
  }): Pick<Handlers, Exclude<Extract<keyof Handlers, `app.${string}`>, 'app.firstScreen'>>
  send<E extends EventName>(event: E, payload: Events[E]): void
  onBug(method: string, error: unknown): void
  /** Absent where there is no window to print in. */
  printer?: Printer
  /** Puts a backup, or a file the reader chooses, in the library's place; false when nothing was chosen. */
  restoreBackup?(name: string | undefined): Promise<boolean>
  /** Absent where there is no window to draw in. */
  originalPages?: OriginalPages
  /** A setting may have changed. */
  onSettings?(settings: Settings): void
}
