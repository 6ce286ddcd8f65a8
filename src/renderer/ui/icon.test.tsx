import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { icon, outlines } from './icon.tsx'
import * as icons from './icons.ts'

it('makes one outline of all lines, whatever shapes they are', () => {
  const { lines } = outlines([
    ['path', { d: 'm5 5 2 2' }],
    ['line', { x1: '1', x2: '2', y1: '3', y2: '4' }],
    ['polyline', { points: '1 2 3 4' }],
    ['circle', { cx: '12', cy: '10', r: '3' }],
    ['ellipse', { cx: '12', cy: '5', rx: '9', ry: '3' }],
    ['rect', { width: '18', height: '10', x: '3', y: '4', rx: '2' }],
    ['rect', { width: '7', height: '9', x: '3', y: '3' }]
  ])
  expect(lines.split('M0 0')).toEqual([
    'm5 5 2 2',
    'M1 3L2 4',
    'M1 2 3 4',
    'M9 10a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z',
    'M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0z',
    'M5 4h14a2 2 0 0 1 2 2v6a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-6a2 2 0 0 1 2 -2z',
    'M3 3h7v9h-7v-9z'
  ])
  expect(() => outlines([['text' as never, {}]])).toThrow('a text')
})

it('keeps filled dots apart, and hides a sign from screen readers unless it says otherwise', () => {
  const Dots = icon([
    ['path', { d: 'M2 2h4' }],
    ['circle', { cx: '5', cy: '5', r: '.5', fill: 'currentColor' }]
  ])
  const { container } = render(
    <>
      <Dots className="of-mine" />
      <Dots aria-hidden={false} />
    </>
  )
  const [first, second] = container.querySelectorAll('svg')
  expect([...first!.children].map((path) => [path.getAttribute('d'), path.getAttribute('fill')])).toEqual([
    ['M2 2h4', null],
    ['M4.5 5a0.5 0.5 0 1 0 1 0a0.5 0.5 0 1 0 -1 0z', 'currentColor']
  ])
  expect(first!.getAttribute('class')).toBe('icon of-mine')
  expect([first, second].map((svg) => svg!.getAttribute('aria-hidden'))).toEqual(['true', 'false'])
})

it('knows the shapes of every sign there is', () => {
  const drawn = Object.values(icons).map((Sign) => {
    const { container, unmount } = render(<Sign />)
    const d = container.querySelector('path')?.getAttribute('d') ?? ''
    unmount()
    return d
  })
  expect(drawn.length).toBeGreaterThan(50)
  expect(drawn.filter((d) => d === '' || /NaN|undefined/.test(d))).toEqual([])
})
