import { expect, type Page } from '@playwright/test'

/** Runs a command by its title, as somebody who found the palette by accident would. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  // Not any field to choose in: the place that a command leads to may have one of its own.
  const box = page.locator('.palette').getByRole('combobox')
  await box.fill(title)
  await expect(page.getByRole('option', { name: title }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(box).toBeHidden()
}
