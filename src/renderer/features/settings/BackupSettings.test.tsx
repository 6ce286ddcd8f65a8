import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { Output } from '../../../shared/contract.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { BackupSettings } from './BackupSettings.tsx'

const name = '2026-04-05T06-07-08-009Z.daily.sqlite'

async function ask(became: Output<'backups.bringBack'>, answer: string) {
  const { inputsOf } = fakeBridge({
    'backups.list': {
      folder: '/backups',
      backups: [{ name, reason: 'daily', madeAt: Date.UTC(2026, 3, 5, 6, 7), size: 1_000_000 }],
      size: 1_000_000
    },
    'backups.bringBack': became
  })
  renderPart(<BackupSettings readOnly={false} />)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: /^Bring back what was deleted since/ }))
  await screen.findByRole('alertdialog', { name: 'Bring back what was deleted?' })
  await user.click(screen.getByRole('button', { name: answer }))
  return inputsOf
}

it('brings back what was deleted since a backup, when that is confirmed, and says what came', async () => {
  const inputsOf = await ask({ articles: 2, notebooks: 1, failed: 0 }, 'Bring back')
  expect((await screen.findAllByText('2 articles came back · 1 notebook came back')).length).toBeGreaterThan(
    0
  )
  expect(inputsOf('backups.bringBack')).toEqual([{ name }])
})

it('says that nothing is missing', async () => {
  await ask({ articles: 0, notebooks: 0, failed: 0 }, 'Bring back')
  expect((await screen.findAllByText(/^Nothing is missing/)).length).toBeGreaterThan(0)
})

it('does nothing when it is not confirmed', async () => {
  const inputsOf = await ask({ articles: 1, notebooks: 0, failed: 0 }, 'Cancel')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(inputsOf('backups.bringBack')).toEqual([])
})
