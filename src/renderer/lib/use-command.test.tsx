import { fireEvent, screen } from '@testing-library/react'
import { useLayoutEffect, useState } from 'react'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeBridge } from '../testing/fake-bridge.ts'
import { renderPart } from '../testing/render-part.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { handleCopy, runFromMenu, useCommand } from './use-command.ts'

function Part({ name, log, enabled = true }: { name: string; log: string[]; enabled?: boolean }) {
  useCommand('library.star', () => log.push(`${name} star`), { enabled })
  useCommand('palette.open', () => log.push(`${name} palette`), { enabled })
  useCommand('history.undo', () => log.push(`${name} undo`), { enabled })
  return <input aria-label={name} />
}

describe('commands', () => {
  it('are done by the innermost component that can', () => {
    fakeBridge({})
    const log: string[] = []
    const Outer = () => {
      useCommand('library.star', () => log.push('outer star'))
      return <Part name="inner" log={log} />
    }
    const view = renderPart(<Outer />)
    fireEvent.keyDown(document.body, { key: 's' })
    expect(log).toEqual(['inner star'])
    view.unmount()
    fireEvent.keyDown(document.body, { key: 's' })
    expect(log).toHaveLength(1)
  })

  it('pass over a component that is not enabled', () => {
    fakeBridge({})
    const log: string[] = []
    const Outer = () => {
      useCommand('library.star', () => log.push('outer star'))
      return <Part name="inner" log={log} enabled={false} />
    }
    renderPart(<Outer />)
    fireEvent.keyDown(document.body, { key: 's' })
    expect(log).toEqual(['outer star'])
  })

  it('are done with a key that comes while a dialog is still on its way out, and not while it is open', () => {
    fakeBridge({})
    const log: string[] = []
    const view = renderPart(
      <>
        <Part name="part" log={log} />
        <div role="dialog" aria-label="Palette">
          <input aria-label="Command" />
        </div>
      </>
    )
    const dialog = screen.getByRole('dialog')
    const places = [dialog, screen.getByLabelText('Command')]
    for (const place of places) fireEvent.keyDown(place, { key: 's' })
    expect(log).toEqual([])
    // As Base UI says it.
    dialog.setAttribute('data-ending-style', '')
    for (const place of places) fireEvent.keyDown(place, { key: 's' })
    expect(log).toEqual(['part star', 'part star'])
    view.unmount()
  })

  it('are done from the drawing on that shows they can be', () => {
    fakeBridge({})
    const log: string[] = []
    const Outer = () => {
      const [on, setOn] = useState(false)
      // As soon as it is drawn, before the browser has told of it.
      useLayoutEffect(() => {
        if (on) fireEvent.keyDown(document.body, { key: 's' })
      }, [on])
      return (
        <>
          <button type="button" onClick={() => setOn(true)}>
            On
          </button>
          <Part name="part" log={log} enabled={on} />
        </>
      )
    }
    renderPart(<Outer />)
    fireEvent.click(screen.getByRole('button', { name: 'On' }))
    expect(log).toEqual(['part star'])
  })

  it('leave letters and undo to a text field, and take the palette from it', () => {
    fakeBridge({})
    const log: string[] = []
    renderPart(<Part name="part" log={log} />)
    const field = screen.getByRole('textbox')
    fireEvent.keyDown(field, { key: 's' })
    fireEvent.keyDown(field, { key: 'z', ctrlKey: true })
    expect(log).toEqual([])
    fireEvent.keyDown(field, { key: 'k', ctrlKey: true })
    expect(log).toEqual(['part palette'])
  })

  it('wait behind a dialog, but for undo; what is selected or copied there is the browser’s', () => {
    fakeBridge({})
    const log: string[] = []
    const Room = ({ asking }: { asking: boolean }) => {
      useCommand('reader.selectAll', () => log.push('all'))
      useCommand('reader.find', () => log.push('find'))
      useCommand('history.undo', () => log.push('undo'))
      return (
        <Dialog open={asking} onClose={() => {}} title="A question">
          <button type="button">Yes</button>
        </Dialog>
      )
    }
    /** True when the browser may still do what the key means to it. */
    const press = (key: string) => fireEvent.keyDown(document.body, { key, ctrlKey: true })
    const view = renderPart(<Room asking={false} />)
    for (const key of ['a', 'f', 'z']) expect(press(key)).toBe(false)
    expect(log.splice(0)).toEqual(['all', 'find', 'undo'])
    view.unmount()
    renderPart(<Room asking />)
    expect([press('a'), press('f'), press('z')]).toEqual([true, false, false])
    expect(log).toEqual(['undo'])
    document.execCommand = () => true
    onTestFinished(() => void Reflect.deleteProperty(document, 'execCommand'))
    runFromMenu('edit.selectAll')
    // Nor does the menu take away what is half written in a dialog.
    expect(runFromMenu('reader.find')).toBe(false)
    expect(log).toEqual(['undo'])
    runFromMenu('history.undo')
    expect(log).toEqual(['undo', 'undo'])
  })

  it('do not fire a letter held with another modifier', () => {
    fakeBridge({})
    const log: string[] = []
    renderPart(<Part name="part" log={log} />)
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey', 'shiftKey'])
      fireEvent.keyDown(document.body, { key: 's', [modifier]: true })
    expect(log).toEqual([])
  })

  it('are done once for a key that is held down, but for those that go on step by step', () => {
    fakeBridge({})
    const log: string[] = []
    renderPart(<Part name="one" log={log} />)
    for (const repeat of [false, true, true]) {
      expect(fireEvent.keyDown(document.body, { key: 's', repeat })).toBe(false)
      fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true, repeat })
    }
    expect(log).toEqual(['one star', 'one undo', 'one undo', 'one undo'])
  })

  it('come from the menu by name, and unknown names do nothing', () => {
    fakeBridge({})
    const log: string[] = []
    renderPart(<Part name="part" log={log} />)
    expect(runFromMenu('history.undo')).toBe(true)
    expect(runFromMenu('no.such.command')).toBe(false)
    expect(log).toEqual(['part undo'])
  })

  it.each(['reader.copy', 'highlights.copy'] as const)(
    'do what the menu’s Copy means in each place, unless there are words in the window it is meant for: %s',
    (id) => {
      fakeBridge({})
      document.addEventListener('copy', handleCopy)
      onTestFinished(() => document.removeEventListener('copy', handleCopy))
      const log: string[] = []
      const Place = ({ can }: { can: boolean }) => {
        useCommand(id, () => log.push('copied'), { enabled: can })
        return <input aria-label="Field" />
      }
      const view = renderPart(<Place can />)
      /** True when the browser may still copy. */
      const copy = (from: Element) => fireEvent.copy(from)
      expect([copy(document.body), copy(screen.getByRole('textbox'))]).toEqual([false, true])
      const words = document.body.appendChild(document.createElement('p'))
      words.textContent = 'Words'
      document.getSelection()!.selectAllChildren(words)
      expect(copy(words)).toBe(true)
      document.getSelection()!.removeAllRanges()
      words.remove()
      expect(log).toEqual(['copied'])
      view.unmount()
      renderPart(<Place can={false} />)
      expect(copy(document.body)).toBe(true)
      expect(log).toEqual(['copied'])
    }
  )

  it.each(['library.selectAll', 'highlights.selectAll', 'study.selectAll'] as const)(
    'do what the menu’s Select all means in each place: %s',
    (id) => {
      fakeBridge({})
      const log: string[] = []
      const Place = () => {
        useCommand(id, () => log.push('all of the list'))
        return null
      }
      renderPart(<Place />)
      runFromMenu('edit.selectAll')
      expect(log).toEqual(['all of the list'])
    }
  )
})
