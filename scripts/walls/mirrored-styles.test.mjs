import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { at } from '../paths.mjs'

const renderer = at('src', 'renderer')
const sheets = readdirSync(renderer, { recursive: true })
  .map(String)
  // Paper is set by sides on purpose: its margin for notes is where the binding is not.
  .filter((name) => name.endsWith('.css') && !name.endsWith('print.css'))

const sided = /^\s*(?:(?:padding|margin|border)-(?:left|right)\b|text-align: right)/
const around = /^\s*(?:padding|margin): (.+);$/

/** The parts of a value; what stands in parentheses is one. */
function partsOf(/** @type {string} */ value) {
  let depth = 0
  const parts = ['']
  for (const letter of value) {
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (letter === ' ' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts
}

it('no stylesheet names a left or a right that Arabic would have the other way round', () => {
  const found = sheets.flatMap((name) =>
    readFileSync(join(renderer, name), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const [, right, , left] = partsOf(around.exec(line)?.[1] ?? '')
        const isUneven = left !== undefined && left !== right
        return isUneven || sided.test(line)
          ? [`${relative(renderer, join(renderer, name))}:${index + 1}: ${line.trim()}`]
          : []
      })
  )
  expect(found).toEqual([])
  expect(sheets.length).toBeGreaterThan(20)
})
