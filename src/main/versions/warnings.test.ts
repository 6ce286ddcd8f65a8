import { afterAll, expect, it } from 'vitest'
import { speakChosenLanguage } from '../translate.ts'
import { parseWarnings, tellWarnings } from './warnings.ts'

afterAll(() => speakChosenLanguage('en', []))

it('are told in the reader’s language; words from before they had none stay as they are', async () => {
  const warnings = parseWarnings(
    '["Kept long ago.",{"key":"imports.warnings.brokenPages","values":{"count":1,"total":3}}]'
  )
  expect(tellWarnings(warnings)).toBe('Kept long ago. 1 of 3 pages is damaged and could not be read.')
  await speakChosenLanguage('de', [])
  expect(tellWarnings(warnings)).toBe(
    'Kept long ago. 1 von 3 Seiten ist beschädigt und konnte nicht gelesen werden.'
  )
})
