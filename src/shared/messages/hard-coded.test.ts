import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

interface Node {
  type: string
  start: number
  [key: string]: unknown
}

const root = join(import.meta.dirname, '../../..')
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** Attributes that a reader sees or hears. */
const spoken =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label|description|hint|message)$/
/** What native menus and dialogs show. */
const shown = /^(label|sublabel|toolTip|message|detail|buttonLabel|title|description)$/
/** Errors and calls whose words reach the reader, in the window or at the command line. */
const tellers = /^(AppError|UsageError|LibraryError|complain)$/
/** The name of the app, of formats, and single signs are the same in every language. */
const isWords = (text: string) =>
  /\p{L}{2}/u.test(text.replace(/Lectern|Markdown|JSON|HTML|https?:\S*/g, '')) &&
  !/^[a-z][\w-]*(\.[\w-]+)+$/i.test(text)

function* walk(node: Node, parents: readonly Node[] = []): Generator<[Node, readonly Node[]]> {
  yield [node, parents]
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* walk(child, [...parents, node])
    }
  }
}

/** The words of a literal or template, or undefined for any other expression. */
function wordsOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined
  if (node.type === 'TemplateLiteral') {
    return (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw).join(' ')
  }
  return undefined
}

/** Every literal that an expression can come out as: both sides of `a ? b : c`, `a || b`, `a + b`. */
function* outcomes(node: unknown): Generator<string> {
  if (!isNode(node)) return
  const words = wordsOf(node)
  if (words !== undefined) yield words
  for (const key of ['consequent', 'alternate', 'left', 'right', 'expression'] as const) {
    const isTest = node.type === 'BinaryExpression' && node.operator !== '+'
    if (!isTest && /^(Conditional|Logical|Binary|Parenthesized|JSXExpressionContainer)/.test(node.type)) {
      yield* outcomes(node[key])
    }
  }
}

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return ''
  if (node.type === 'MemberExpression') return nameOf(node.property)
  return String(node.name ?? node.value ?? '')
}

function hardCoded(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source)
  expect(errors, file).toEqual([])
  const found: string[] = []
  const isNative = /from 'electron'/.test(source)
  const add = (node: Node, words: Iterable<string>) => {
    for (const text of words) {
      if (isWords(text))
        found.push(`${file}:${source.slice(0, node.start).split('\n').length}: ${text.trim()}`)
    }
  }
  for (const [node, parents] of walk(program as unknown as Node)) {
    if (node.type === 'JSXText') add(node, [String(node.value)])
    if (node.type === 'JSXExpressionContainer' && parents.at(-1)?.type !== 'JSXAttribute')
      add(node, outcomes(node))
    if (node.type === 'JSXAttribute' && spoken.test(nameOf(node.name))) add(node, outcomes(node.value))
    if (node.type === 'NewExpression' || node.type === 'CallExpression') {
      if (!tellers.test(nameOf(node.callee))) continue
      const isAppError = nameOf(node.callee) === 'AppError'
      // An AppError's first argument is its code.
      for (const argument of (node.arguments as Node[]).slice(isAppError ? 1 : 0)) {
        add(node, outcomes(argument))
        if (argument.type === 'ObjectExpression') {
          for (const property of argument.properties as Node[]) add(node, outcomes(property.value))
        }
      }
    }
    if (node.type === 'Property' && isNative && shown.test(nameOf(node.key))) add(node, outcomes(node.value))
  }
  return found
}

describe('words in the code', () => {
  it('all come from the catalogues', () => {
    const files = globSync('src/{main,renderer,shared,preload}/**/*.{ts,tsx}', { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !/\.test\.tsx?$|\/(testing|migrations|fixtures)\/|search-fixture/.test(file))
    expect(files.length).toBeGreaterThan(150)
    expect(files.flatMap((file) => hardCoded(file, readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  it.each([
    ['text', '<p>Some words</p>', 'Some words'],
    ['a choice', "<p>{open ? 'Close it' : t('a.b')}</p>", 'Close it'],
    ['a name', '<button aria-label="Close it" />', 'Close it'],
    ['a name with gaps', "<img alt={'Picture of ' + who} />", 'Picture of'],
    ['an error', "throw new AppError('conflict', 'Some words')", 'Some words'],
    ['a told error', "throw new AppError('conflict', { told: 'Some words' })", 'Some words']
  ])('are found in %s', (_name, code, words) => {
    expect(hardCoded('src/renderer/a.tsx', `const a = () => { ${code} }`).join()).toContain(words)
  })

  it.each(['<p>{t("library.title")}</p>', "new AppError('conflict', 'errors.internal')", '<b>·</b>'])(
    'are not seen in %s',
    (code) => {
      expect(hardCoded('src/renderer/a.tsx', `const a = () => ${code}`)).toEqual([])
    }
  )
})
