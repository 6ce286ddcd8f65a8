import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test'
import { answerDialogs } from './dialogs.ts'
import { ReaderPage } from './reader.ts'

/** The library, by the names a screen reader hears. */
export class LibraryPage {
  private readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  title(title: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name: title, exact: true })
  }

  /** The first start's own articles are there: no row will move under the mouse any more. */
  async isSettled(): Promise<void> {
    await expect(this.title('Welcome to Lectern')).toBeVisible()
    await expect(this.title('A handshake at a long table')).toBeVisible()
  }

  async open(title: string): Promise<void> {
    await this.title(title).click()
  }

  /** Imports files as the file dialog would hand them over; the dialog itself is the system's. */
  async import(electron: ElectronApplication, files: string[]): Promise<void> {
    await this.page.getByRole('main').waitFor()
    await answerDialogs(electron, ...files)
    await this.page.keyboard.press('ControlOrMeta+o')
  }

  /** Imports one file and opens its article; over when the article is there. */
  async read(electron: ElectronApplication, file: string, title: string): Promise<void> {
    await this.import(electron, [file])
    await this.open(title)
    await new ReaderPage(this.page).isShowing(title)
  }
}
