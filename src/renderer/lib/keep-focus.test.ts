import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepFocus } from './keep-focus.ts'

let stop = () => {}
beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = ''
  stop = keepFocus(document)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

function show(html: string): void {
  document.body.innerHTML = html
}
const at = (selector: string) => document.querySelector<HTMLElement>(selector)!
/** Longer than the guard waits. */
const settled = () => vi.advanceTimersByTimeAsync(150)
const focused = () =>
  document.activeElement === document.body
    ? 'nothing'
    : document.activeElement!.id || document.activeElement!.tagName

const list = `<aside><button id="link"></button></aside><main tabindex="-1"><div><button id="add"></button>
  <ul><li><button class="row" id="a"></button></li><li><button class="row" id="b"></button><button id="b2"></button></li>
  <li><button id="c1"></button><button class="row" id="c"></button></li></ul></div></main>`

describe('keepFocus', () => {
  it.each([
    ['the next one, at the same button of it', 'b', 'c'],
    ['the one before it when it was the last', 'c', 'b']
  ])('goes from a deleted row to %s', async (_, deleted, next) => {
    show(list)
    at(`#${deleted}`).focus()
    at(`#${deleted}`).closest('li')!.remove()
    await settled()
    expect(focused()).toBe(next)
  })

  it('finds the neighbour when the row is emptied before it is taken out', async () => {
    show(list)
    at('#b').focus()
    const row = at('#b').closest('li')!
    at('#b').remove()
    row.remove()
    await settled()
    expect(focused()).toBe('c')
  })

  it('goes to what came into the place of what went', async () => {
    show(list)
    at('#link').focus()
    at('#b').focus()
    const empty = document.createElement('div')
    empty.innerHTML = '<p></p><button id="start"></button>'
    at('ul').replaceWith(empty)
    await settled()
    expect(focused()).toBe('start')
  })

  it('goes back to where the focus was before, in the same part of the window', async () => {
    show(`${list}`)
    at('#a').focus()
    at('#link').focus()
    const bar = document.createElement('div')
    bar.innerHTML = '<button id="clear"></button>'
    at('main > div').prepend(bar)
    at('#clear').focus()
    bar.remove()
    await settled()
    expect(focused()).toBe('a')
  })

  it('goes from a closed dialog to where it was opened, and from a place that is left to the next one', async () => {
    show(list)
    at('#a').focus()
    const dialog = document.createElement('div')
    dialog.innerHTML = '<div role="dialog"><button id="close"></button></div>'
    document.body.append(dialog)
    at('#close').focus()
    dialog.remove()
    await settled()
    expect(focused()).toBe('a')
    at('main > div').replaceWith(document.createElement('section'))
    await settled()
    expect(focused()).toBe('MAIN')
  })

  it('comes back to a row that was only drawn anew', async () => {
    show(list)
    at('#a').focus()
    at('#c').focus()
    const row = at('#c').closest('li')!
    row.innerHTML = '<span></span>'
    setTimeout(() => {
      row.innerHTML = '<button class="other"></button><button class="row" id="again"></button>'
    }, 10)
    await settled()
    expect(focused()).toBe('again')
  })

  it('goes to the row at work, or to what a place names, when nothing else is left', async () => {
    show(`<main tabindex="-1"><iframe id="page" data-focus-home></iframe></main>`)
    const dialog = document.createElement('div')
    dialog.innerHTML = '<div role="dialog"><button id="close"></button></div>'
    document.body.append(dialog)
    at('#close').focus()
    dialog.remove()
    await settled()
    expect(focused()).toBe('page')
  })

  it('stays in an open dialog', async () => {
    show(
      `${list}<div role="dialog" tabindex="-1"><button id="first"></button><p><button id="gone"></button></p></div>`
    )
    at('#a').focus()
    at('#gone').focus()
    at('#gone').remove()
    await settled()
    expect(focused()).toBe('first')
  })

  it('leaves alone who chose another place, and who pressed beside everything', async () => {
    show(list)
    at('#b').focus()
    at('#b').closest('li')!.remove()
    at('#add').focus()
    await settled()
    expect(focused()).toBe('add')
    at('#add').blur()
    at('#c').closest('li')!.remove()
    await settled()
    expect(focused()).toBe('nothing')
  })

  it('moves on from a button that can no longer be pressed', async () => {
    show(
      `<main tabindex="-1"><div><button class="step" id="back"></button><button class="step" id="on"></button></div></main>`
    )
    at('#on').focus()
    // As a browser does at the next frame.
    at('#on').blur()
    at('#on').setAttribute('disabled', '')
    await settled()
    expect(focused()).toBe('back')
  })
})
