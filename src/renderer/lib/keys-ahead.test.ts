import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { KeysAhead } from './keys-ahead.ts'

let done: string[] = []
let keys: KeysAhead
const onKey = (event: KeyboardEvent) => keys.press(event)

beforeEach(() => {
  done = []
  document.body.innerHTML =
    '<main tabindex="-1"><div aria-busy="true"></div></main><button>Elsewhere</button>'
  document.querySelector('main')!.focus()
  keys = new KeysAhead((event) => {
    // Nothing listens before the place is there; leaving it is possible at any time.
    const isTaken = event.ctrlKey || document.querySelector('.list') !== null
    if (isTaken) done.push(event.key)
    return isTaken
  })
  window.addEventListener('keydown', onKey)
})
afterEach(() => {
  window.removeEventListener('keydown', onKey)
  keys.stop()
  vi.useRealTimers()
})

const press = (key: string, more: KeyboardEventInit = {}) =>
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
/** A list in which a key brings the focus to a row. */
const comeWithRows = () => {
  document.querySelector('main')!.innerHTML =
    '<div class="list"><p data-index="0"><button>Row</button></p></div>'
}
const come = () => {
  document.querySelector('main')!.innerHTML = '<ul class="list"></ul>'
}

describe('keys pressed before a place is there', () => {
  it('are done when it is, in their order', async () => {
    press('j')
    press('Enter')
    expect(done).toEqual([])
    come()
    press('e')
    await vi.waitFor(() => expect(done).toEqual(['j', 'Enter', 'e']))
    press('k')
    expect(done).toEqual(['j', 'Enter', 'e', 'k'])
  })

  it('are as many as one presses while waiting, and none that does its work at once', async () => {
    press('Tab')
    press('x', { isComposing: true })
    for (let n = 0; n < 30; n++) press(String(n % 10))
    come()
    await vi.waitFor(() => expect(done).toHaveLength(20))
    expect(done.join('')).toBe('01234567890123456789')
  })

  it('wait on where one of them leads to another place that is coming', async () => {
    const main = document.querySelector('main')!
    window.removeEventListener('keydown', onKey)
    keys = new KeysAhead((event) => {
      if (!document.querySelector('.list')) return false
      done.push(event.key)
      if (event.key === 'Enter') main.innerHTML = '<div aria-busy="true"></div>'
      return true
    })
    window.addEventListener('keydown', onKey)
    press('Enter')
    press('j')
    come()
    await vi.waitFor(() => expect(done).toEqual(['Enter']))
    await new Promise((next) => setTimeout(next, 20))
    expect(done).toEqual(['Enter'])
    come()
    await vi.waitFor(() => expect(done).toEqual(['Enter', 'j']))
  })

  it('go on from the row that the first of them led to', async () => {
    window.removeEventListener('keydown', onKey)
    keys = new KeysAhead((event) => {
      const row = document.querySelector<HTMLElement>('[data-index] button')
      row?.focus()
      if (row) done.push(event.key)
      return row !== null
    })
    window.addEventListener('keydown', onKey)
    for (const key of ['j', 'j', 'e']) press(key)
    comeWithRows()
    await vi.waitFor(() => expect(done).toEqual(['j', 'j', 'e']))
  })

  it('are written where one of them leads to a field', async () => {
    // jsdom writes nothing by command.
    const written: string[] = []
    Object.defineProperty(document, 'execCommand', {
      configurable: true,
      value: (_command: string, _shows: boolean, text: string) => written.push(text)
    })
    onTestFinished(() => void Reflect.deleteProperty(document, 'execCommand'))
    window.removeEventListener('keydown', onKey)
    keys = new KeysAhead((event) => {
      const field = document.querySelector('input')
      if (field && event.key === '/') field.focus()
      if (field) done.push(event.key)
      return field !== null
    })
    window.addEventListener('keydown', onKey)
    for (const key of ['/', 'e', 's']) press(key)
    document.querySelector('main')!.innerHTML = '<input>'
    await vi.waitFor(() => expect(written).toEqual(['e', 's']))
    expect(done).toEqual(['/'])
  })

  it('are forgotten when one goes elsewhere, or when the focus is where they would mean something else', async () => {
    press('j')
    press('1', { ctrlKey: true })
    expect(done).toEqual(['1'])
    come()
    await new Promise((next) => setTimeout(next, 20))
    expect(done).toEqual(['1'])

    document.querySelector('main')!.innerHTML = '<div aria-busy="true"></div>'
    press('j')
    document.querySelector('button')!.focus()
    come()
    await new Promise((next) => setTimeout(next, 20))
    expect(done).toEqual(['1'])
  })

  it('are forgotten when the place takes too long', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(0)
    press('j')
    now.mockReturnValue(5000)
    come()
    await new Promise((next) => setTimeout(next, 20))
    now.mockRestore()
    expect(done).toEqual([])
  })

  it('are none in a place that is there: what nobody takes is not kept', async () => {
    document.querySelector('main')!.innerHTML = '<p></p>'
    press('j')
    come()
    await new Promise((next) => setTimeout(next, 20))
    expect(done).toEqual([])
  })
})
