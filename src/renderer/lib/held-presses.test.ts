// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import { holdPresses } from './held-presses.ts'

let done: string[] = []

beforeEach(() => {
  done = []
  document.body.innerHTML =
    '<div id="shown"><button>One</button><button>Two</button></div><div id="root"></div>'
  // jsdom lays nothing out: what a test says stands at a place does.
  document.elementFromPoint = () => null
})

const shown = () => document.getElementById('shown')!

/** The window takes the place of what was shown. */
function live(html: string): HTMLElement {
  shown().remove()
  const root = document.getElementById('root')!
  root.innerHTML = html
  for (const button of root.querySelectorAll('button'))
    button.addEventListener('click', () => done.push(button.textContent))
  window.addEventListener('keydown', (event) => done.push(event.key), { once: true })
  return root
}

const press = (key: string, target: Element = document.body) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))

it('does nothing until it may, then everything in its order', async () => {
  const release = holdPresses(shown())
  shown().querySelector('button')!.click()
  press('j')
  const root = live('<button>One</button>')
  document.elementFromPoint = () => root.querySelector('button')
  expect(done).toEqual([])
  await release()
  expect(done).toEqual(['One', 'j'])
})

it('clicks nothing that is another thing by now', async () => {
  const release = holdPresses(shown())
  shown().querySelector('button')!.click()
  const root = live('<button>New</button><button>One</button>')
  document.elementFromPoint = () => root.querySelector('button')
  await release()
  expect(done).toEqual([])
})

it('writes into the field that an earlier key opened', async () => {
  const written: string[] = []
  document.execCommand = (_command, _ui, text) => written.push(text!) > 0
  const release = holdPresses(shown())
  press('/')
  press('a')
  live('<input>')
  window.addEventListener(
    'keydown',
    (event) => {
      event.preventDefault()
      // As React does, when the press is over.
      queueMicrotask(() => document.querySelector('input')!.focus())
    },
    { once: true }
  )
  await release()
  expect(written).toEqual(['a'])
})

it('keeps nothing any more afterwards', async () => {
  const release = holdPresses(shown())
  await release()
  live('<button>One</button>').querySelector('button')!.click()
  press('k')
  expect(done).toEqual(['One', 'k'])
})

it('does what is pressed meanwhile after what was pressed before', async () => {
  const release = holdPresses(shown())
  press('j')
  press('k')
  live('')
  window.addEventListener('keydown', ({ key }) => key === 'k' && done.push(key))
  const released = release()
  expect(done).toEqual(['j'])
  press('l')
  window.addEventListener('keydown', ({ key }) => key === 'l' && done.push(key))
  await released
  expect(done).toEqual(['j', 'k', 'l'])
})
