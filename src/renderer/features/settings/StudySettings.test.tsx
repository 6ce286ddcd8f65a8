import { screen } from '@testing-library/react'
import { expect, it, onTestFinished } from 'vitest'
import { defaultSettings } from '../../../shared/settings.ts'
import { setMessageLanguage } from '../../lib/messages.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { StudySettings } from './StudySettings.tsx'

it('the hour at which a day begins is written as the language of the interface writes it', async () => {
  fakeBridge({ 'settings.get': { ...defaultSettings, studyDayStart: 4 } })
  await setMessageLanguage('ar')
  onTestFinished(() => setMessageLanguage('en'))
  renderPart(<StudySettings />)
  const values = (await screen.findAllByRole('slider')).map((one) => one.getAttribute('aria-valuetext'))
  expect(values.join(' ')).toMatch(/ص/)
})
