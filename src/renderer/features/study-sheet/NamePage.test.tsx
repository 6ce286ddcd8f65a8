import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { NamePage } from './NamePage.tsx'

it('looks through articles no longer once one has gone elsewhere', async () => {
  const answers: (() => void)[] = []
  const { inputsOf } = fakeBridge({
    'sheets.mentions': { articles: [], waiting: 60 },
    'sheets.lookThrough': () => new Promise((done) => answers.push(() => done({ waiting: 40 })))
  })
  const { unmount } = renderPart(
    <NamePage kind="person" name="Ada Penn" onBack={() => {}} onOpen={() => {}} />
  )
  await userEvent.setup().click(await screen.findByRole('button', { name: /look through/i }))
  await waitFor(() => expect(answers).toHaveLength(1))
  unmount()
  answers[0]!()
  await new Promise((done) => setTimeout(done))
  expect(inputsOf('sheets.lookThrough')).toHaveLength(1)
})
