import { resolve } from 'node:path'
import type { Plugin } from 'vite'

/** What a schema, a part of one, and a group of methods is written as. */
const MADE: ReadonlySet<string> = new Set(['CallExpression', 'MemberExpression', 'ObjectExpression'])

const shared = resolve(import.meta.dirname, 'src/shared')

/**
 * Lets the bundler leave out schemas that nobody in the window uses: main checks what the window asks, and the
 * window has the types alone. A bundler must take it that `z.string().max(40)` does something beyond its value,
 * and would keep every schema that stands beside a constant the window needs; making them took as long at the
 * start as the first rendering of the sidebar. Each is said to be free of side effects, which it is.
 */
export function unusedSchemas(): Plugin {
  return {
    name: 'lectern:unused-schemas',
    enforce: 'post',
    transform(code, id) {
      if (!id.startsWith(shared) || !/from ["']zod["']/.test(code)) return null
      const pieces: string[] = []
      let done = 0
      for (const statement of this.parse(code).body) {
        const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
        if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'const') continue
        for (const { init } of declared.declarations) {
          if (!init || !MADE.has(init.type)) continue
          pieces.push(
            code.slice(done, init.start),
            '/*#__PURE__*/(() => (',
            code.slice(init.start, init.end),
            '))()'
          )
          done = init.end
        }
      }
      return pieces.length === 0 ? null : { code: pieces.join('') + code.slice(done), map: null }
    }
  }
}
