import fc from 'fast-check'
import type { z } from 'zod'

/** What the parts of a schema say of themselves (zod 4, `_zod.def`); only what is read here. */
interface Definition {
  type: string
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  innerType?: z.ZodType
  in?: z.ZodType
  options?: readonly z.ZodType[]
  items?: readonly z.ZodType[]
  values?: readonly unknown[]
  entries?: Record<string, string>
  keyType?: z.ZodType
  valueType?: z.ZodType
  getter?: () => z.ZodType
  format?: string
}

const strings = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '__proto__',
    'constructor',
    'toString',
    '%',
    '_',
    "'; DROP TABLE notes; --",
    '<img src=x onerror=alert(1)>',
    '\u202eexe.txt',
    'İıß',
    '[[a]]',
    '{{c1::a}}',
    '9999-99-99',
    'a'.repeat(600)
  )
)
const numbers = fc.oneof(
  fc.integer({ min: -2, max: 400 }),
  fc.constantFrom(0, -0, -1, 1.5, 1e9, 2 ** 31, 2 ** 53, 8.64e15, Number.NaN, Number.POSITIVE_INFINITY)
)
const anything = fc.anything({ maxDepth: 2 })

/**
 * Values that nearly or wholly fit a schema: the right shape with odd leaves, ids of `known` things among
 * made-up ones, and now and then something else altogether.
 */
export function nearly(schema: z.ZodType, known: readonly string[]): fc.Arbitrary<unknown> {
  const ids = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.uuid() }
  )
  const of = (part: z.ZodType | undefined, depth: number): fc.Arbitrary<unknown> => {
    if (!part || depth > 6) return fc.constant(null)
    const definition = (part as unknown as { _zod: { def: Definition } })._zod.def
    const inner = (next: z.ZodType | undefined) => of(next, depth + 1)
    switch (definition.type) {
      case 'object':
        return fc.record(
          Object.fromEntries(
            Object.entries(definition.shape ?? {}).map(([key, value]) => [
              key,
              fc.oneof({ weight: 40, arbitrary: inner(value) }, { weight: 1, arbitrary: anything })
            ])
          )
        )
      case 'array':
        return fc.array(inner(definition.element), { maxLength: 4 })
      case 'string':
        return definition.format === 'guid' || definition.format === 'uuid' ? ids : strings
      case 'number':
      case 'int':
        return numbers
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      case 'literal':
        return fc.constantFrom(...(definition.values ?? [null]))
      case 'enum':
        return fc.constantFrom(...Object.values(definition.entries ?? { none: '' }))
      case 'union':
        return fc.oneof(...(definition.options ?? []).map(inner))
      case 'tuple':
        return fc.tuple(...(definition.items ?? []).map(inner))
      case 'record':
        return fc.dictionary(strings, inner(definition.valueType), { maxKeys: 3 })
      case 'optional':
      case 'default':
      case 'prefault':
        return fc.option(inner(definition.innerType), { nil: undefined })
      case 'nullable':
        return fc.option(inner(definition.innerType))
      case 'pipe':
        return inner(definition.in)
      case 'lazy':
        return inner(definition.getter?.())
      default:
        return anything
    }
  }
  return fc.oneof({ weight: 30, arbitrary: of(schema, 0) }, { weight: 1, arbitrary: anything })
}
