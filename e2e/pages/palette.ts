import { expect, type Page } from '@playwright/test'

/** Runs a command by its title, as somebody who found the palette by accident would. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  const box = page.getByRole('combobox').first()
  await box.fill(title)
  await expect(page.getByRole('option', { name: title }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(box).toBeHidden()
}
