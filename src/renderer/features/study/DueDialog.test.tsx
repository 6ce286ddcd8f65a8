import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { defaultSettings } from '../../../shared/settings.ts'
import { studyDay } from '../../../shared/study-day.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { sampleCard } from '../../testing/samples.ts'
import { type Dated, DueDialog, datedCard } from './DueDialog.tsx'

function show(dated: Dated) {
  fakeBridge({ 'settings.get': defaultSettings })
  const setDue = vi.fn()
  const onClose = vi.fn()
  renderPart(<DueDialog dated={dated} work={{ setDue }} onClose={onClose} />)
  return { setDue, onClose, user: userEvent.setup() }
}
const today = () => studyDay(Date.now(), defaultSettings.studyDayStart)
const written = (day: number, dateStyle: 'full' | 'medium' = 'full') =>
  new Intl.DateTimeFormat('en', { dateStyle, timeZone: 'UTC' }).format(day * 86_400_000)

it('begins with the day a card has, and what is typed takes its place', async () => {
  const { user, setDue, onClose } = show(datedCard(sampleCard(1, { state: 'review', dueIn: 12 })))
  const field = await screen.findByRole('textbox', { name: 'Days from today' })
  expect((field as HTMLInputElement).value).toBe('12')
  expect(screen.queryByRole('textbox', { name: 'Spread over days' })).toBeNull()
  expect(screen.getByRole('status').textContent).toBe(written(today() + 12))
  await waitFor(() => expect(document.activeElement).toBe(field))
  await user.keyboard('3{Enter}')
  expect(setDue).toHaveBeenCalledWith(expect.objectContaining({ count: 1 }), { inDays: 3, over: 1 }, today())
  expect(onClose).toHaveBeenCalledOnce()
})

it('spreads many over several days, in whichever figures they are written', async () => {
  const cardIds = [sampleCard(1).id, sampleCard(2).id]
  const { user, setDue } = show({ chosen: { which: { kind: 'some', cardIds }, count: 2 }, inDays: 1 })
  const field = await screen.findByRole('textbox', { name: 'Days from today' })
  await waitFor(() => expect(document.activeElement).toBe(field))
  await user.keyboard('١٠{Tab}７')
  expect(screen.getByRole('status').textContent).toBe(
    `${written(today() + 10, 'medium')} – ${written(today() + 16, 'medium')}`
  )
  await user.click(screen.getByRole('button', { name: 'Set the day' }))
  expect(setDue).toHaveBeenCalledWith(expect.objectContaining({ count: 2 }), { inDays: 10, over: 7 }, today())
})

it.each(['', '-1', '1.5', '36501', 'soon'])('does nothing with “%s”', async (typed) => {
  const { user, setDue } = show(datedCard(sampleCard(1)))
  await user.clear(await screen.findByRole('textbox', { name: 'Days from today' }))
  await user.keyboard(`${typed}{Enter}`)
  expect((screen.getByRole('button', { name: 'Set the day' }) as HTMLButtonElement).disabled).toBe(true)
  expect(screen.getByRole('status').textContent).toBe('')
  expect(setDue).not.toHaveBeenCalled()
})
