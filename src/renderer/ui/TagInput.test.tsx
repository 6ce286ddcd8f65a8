import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { TagInput } from './TagInput.tsx'

describe('TagInput', () => {
  it('says which tags only some have, offers them for the rest, and adds them there', async () => {
    const add = vi.fn()
    render(
      <TagInput
        label="Tags"
        tags={['sea', 'sand']}
        partly={new Map([['sand', '1 of 2']])}
        known={['sand', 'sea']}
        onAdd={add}
      />
    )
    expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toEqual(['sea', 'sand1 of 2'])
    const field = screen.getByRole('combobox')
    const user = userEvent.setup()
    await user.type(field, 's')
    expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual(['sand'])
    await user.clear(field)
    await user.type(field, 'sea{Enter}')
    expect(add).not.toHaveBeenCalled()
    await user.type(field, 'sand{Enter}')
    expect(add.mock.calls).toEqual([['sand']])
  })

  it('takes an offered tag, and the next Escape is for what stands around it', async () => {
    const add = vi.fn()
    const done = vi.fn()
    const around = vi.fn()
    document.addEventListener('keydown', around)
    onTestFinished(() => document.removeEventListener('keydown', around))
    render(<TagInput label="Tags" tags={[]} known={['sea', 'sand', 'land']} onAdd={add} onDone={done} />)
    const field = screen.getByRole('combobox', { name: 'Tags' })
    await userEvent.type(field, 'se')
    await userEvent.click(await screen.findByRole('option', { name: 'sea' }))
    expect(add).toHaveBeenCalledExactlyOnceWith('sea')
    expect(field).toHaveProperty('value', '')
    around.mockClear()
    field.focus()
    await userEvent.keyboard('{Escape}')
    expect(done).toHaveBeenCalledOnce()
    expect(around).toHaveBeenCalledOnce()
  })

  it('offers tags when something is typed or down is pressed, and not for a click', async () => {
    render(<TagInput label="Tags" tags={[]} known={['sea', 'sand']} onAdd={vi.fn()} autoFocus />)
    const field = screen.getByRole('combobox', { name: 'Tags' })
    await userEvent.click(field)
    expect(field.getAttribute('aria-expanded')).toBe('false')
    await userEvent.keyboard('{ArrowDown}')
    expect(field.getAttribute('aria-expanded')).toBe('true')
    await userEvent.keyboard('{Escape}')
    expect(field.getAttribute('aria-expanded')).toBe('false')
    await userEvent.keyboard('san')
    await screen.findByRole('option', { name: 'sand' })
    expect(field.getAttribute('aria-expanded')).toBe('true')
  })

  it('leaves the focus to a neighbour when a tag is taken off, and to the field after the last one', async () => {
    function Some() {
      const [tags, setTags] = useState(['sea', 'sand', 'land'])
      const remove = (tag: string) => setTags((before) => before.filter((one) => one !== tag))
      return <TagInput label="Tags" tags={tags} known={[]} onAdd={vi.fn()} onRemove={remove} />
    }
    render(<Some />)
    screen.getByRole('button', { name: /sand/ }).focus()
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /land/ }))
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /sea/ }))
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('combobox'))
  })

  it('ends a tag at a comma of any script', async () => {
    const add = vi.fn()
    render(<TagInput label="Tags" tags={[]} known={[]} onAdd={add} />)
    await userEvent.type(screen.getByRole('combobox'), 'sea,بحر،海、')
    expect(add.mock.calls.flat()).toEqual(['sea', 'بحر', '海'])
  })

  it('offers no more of very many tags than are looked through', async () => {
    const known = Array.from({ length: 3000 }, (_, at) => `tag ${at}`)
    render(<TagInput label="Tags" tags={[]} known={known} onAdd={vi.fn()} />)
    await userEvent.type(screen.getByRole('combobox'), 't')
    expect(screen.getAllByRole('option')).toHaveLength(100)
    await userEvent.type(screen.getByRole('combobox'), 'ag 2999')
    expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual(['tag 2999'])
  })
})
