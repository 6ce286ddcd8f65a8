import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { fakeBridge } from '../../../testing/fake-bridge.ts'
import { renderPart } from '../../../testing/render-part.tsx'
import { ImageViewer } from './ImageViewer.tsx'

afterEach(() => {
  document.body.style.direction = ''
})

const pictures = ['One lantern', 'Two lanterns', 'Three lanterns'].map((alt) => ({
  element: document.createElement('img'),
  src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
  alt,
  caption: ''
}))

it.each([
  ['ltr', '{ArrowRight}', 2],
  ['ltr', '{ArrowLeft}', 0],
  ['rtl', '{ArrowRight}', 0],
  ['rtl', '{ArrowLeft}', 2]
])('goes to the picture that lies where the arrow points: %s %s', async (direction, key, index) => {
  document.body.style.direction = direction
  fakeBridge({})
  const gone: number[] = []
  renderPart(
    <ImageViewer pictures={pictures} index={1} onIndex={(next) => gone.push(next)} onClose={() => {}} />
  )
  const user = userEvent.setup()
  await screen.findByRole('img', { name: 'Two lanterns' })
  await user.keyboard(key)
  expect(gone).toEqual([index])
})
