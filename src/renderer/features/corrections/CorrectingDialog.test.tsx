import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import type { ArticleId, VersionId } from '../../../shared/values.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { CorrectingDialog } from './CorrectingDialog.tsx'

const articleId = '01890000-0000-7000-8000-000000000001' as ArticleId
const piece = (index: number, text: string) => ({ index, text, kept: true, kind: 'paragraph' as const })

it('what was picked stays picked when the place around it is drawn again', async () => {
  const { inputsOf } = fakeBridge({
    'corrections.open': {
      versionId: '01890000-0000-7000-8000-000000000002' as VersionId,
      pieces: [piece(0, 'The sea.'), piece(1, 'An advertisement.')],
      hasOriginal: true
    }
  })
  let drawAgain = () => {}
  function Place() {
    const [, draw] = useState(0)
    drawAgain = () => act(() => draw((before) => before + 1))
    return <CorrectingDialog articleId={articleId} onClose={() => {}} />
  }
  renderPart(<Place />)
  const box = await screen.findByRole('switch', { name: /advertisement/ })
  await userEvent.setup().click(box)
  expect(box.getAttribute('aria-checked')).toBe('false')
  drawAgain()
  await waitFor(() => expect(inputsOf('corrections.open')).toHaveLength(1))
  expect(screen.getByRole('switch', { name: /advertisement/ }).getAttribute('aria-checked')).toBe('false')
})
