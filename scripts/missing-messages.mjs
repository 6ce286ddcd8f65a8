import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// node scripts/missing-messages.mjs [language …]
// Lists what each language lacks against English, with the English words, and what it has too much.

const folder = join(import.meta.dirname, '../src/shared/messages')
export const languages = ['ar', 'de', 'es', 'fr', 'ja', 'ru', 'zh']
const plural = /_(zero|one|two|few|many|other)$/

/** Every message of a language: `file.path.to.key` and its words. */
export function readMessages(language) {
  const messages = new Map()
  const add = (path, value) => {
    if (typeof value === 'string') messages.set(path, value)
    else for (const [key, inner] of Object.entries(value)) add(`${path}.${key}`, inner)
  }
  const files = existsSync(join(folder, language)) ? readdirSync(join(folder, language)) : []
  for (const file of files) {
    add(file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, language, file), 'utf8')))
  }
  return messages
}

const gapsOf = (words) => new Set([...words.matchAll(/\{\{\s*([^},\s]+)/g)].map((match) => match[1]))

/**
 * Compares a language with English.
 * @param language its code
 * @param english what `readMessages('en')` gives
 * @param its its own messages
 * @returns {{ key: string, why: string }[]} empty when it is complete
 */
export function compareMessages(language, english, its) {
  const problems = []
  const wanted = new Map()
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  for (const [key, words] of english) {
    const stem = key.replace(plural, '')
    const isPlural = stem !== key && english.has(`${stem}_other`)
    const formsHere = isPlural ? [words, english.get(`${stem}_one`), english.get(`${stem}_other`)] : [words]
    const allowed = new Set(formsHere.flatMap((form) => [...gapsOf(form ?? '')]))
    for (const form of isPlural ? forms : ['']) {
      const name = form ? `${stem}_${form}` : key
      const gaps = gapsOf(english.get(name) ?? english.get(`${stem}_other`) ?? words)
      wanted.set(name, { words, gaps, allowed })
    }
  }
  for (const [key, { words, gaps, allowed }] of wanted) {
    const own = its.get(key)
    if (own === undefined) problems.push({ key, why: `missing: ${words}` })
    else if (own.trim() === '') problems.push({ key, why: 'empty' })
    else {
      const has = gapsOf(own)
      // Nothing, one and two may be said without their figure.
      const lacks = [...gaps].filter(
        (gap) => !has.has(gap) && !(gap === 'count' && /_(zero|one|two)$/.test(key))
      )
      const extra = [...has].filter((gap) => !allowed.has(gap))
      if (lacks.length > 0) problems.push({ key, why: `lacks {{${lacks.join('}}, {{')}}}` })
      if (extra.length > 0)
        problems.push({ key, why: `has {{${extra.join('}}, {{')}}}, which nothing fills` })
    }
  }
  for (const key of its.keys()) if (!wanted.has(key)) problems.push({ key, why: 'not in English' })
  return problems
}

/** Files of a language that its module does not join, so that nobody would see them. */
export function unjoinedFiles(language) {
  const module = join(folder, `${language}.ts`)
  const source = existsSync(module) ? readFileSync(module, 'utf8') : ''
  const files = existsSync(join(folder, language)) ? readdirSync(join(folder, language)) : []
  return files.filter((file) => !source.includes(`'./${language}/${file}'`))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const english = readMessages('en')
  const asked = process.argv.slice(2)
  for (const language of asked.length > 0 ? asked : languages) {
    const problems = compareMessages(language, english, readMessages(language))
    console.log(`${language}: ${problems.length === 0 ? 'complete' : problems.length}`)
    for (const { key, why } of problems.slice(0, asked.length > 0 ? undefined : 20))
      console.log(`  ${key}: ${why}`)
    for (const file of unjoinedFiles(language)) console.log(`  ${file} is not joined in ${language}.ts`)
  }
}
