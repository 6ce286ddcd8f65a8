import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LIBRARY_FILE } from './db/library-files.ts'
import { beginWith, keepLastScreen, LAST_SCREEN_FILE, MOST_KEPT, readLastScreen } from './last-screen.ts'

const screen = { answer: '{"start":{}}', written: '{"locale":"en"}', language: 'en' }

function library() {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-last-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, LIBRARY_FILE)
  writeFileSync(file, 'library')
  return { folder, file, kept: join(folder, LAST_SCREEN_FILE) }
}

describe('what is kept of the last screen', () => {
  it('is there for the library it is of', async () => {
    const { folder } = library()
    const seal = await keepLastScreen(folder, 'page', screen)
    expect(await readLastScreen(folder, 'page', seal)).toEqual(screen)
  })

  it('is not there for a library that was written to, nor beside a journal with something in it', async () => {
    const { folder, file } = library()
    const seal = await keepLastScreen(folder, 'page', screen)
    writeFileSync(`${file}-wal`, 'changes')
    expect(await readLastScreen(folder, 'page', seal)).toBeUndefined()
    writeFileSync(`${file}-wal`, '')
    expect(await readLastScreen(folder, 'page', seal)).toEqual(screen)
    utimesSync(file, 1, 1)
    expect(await readLastScreen(folder, 'page', seal)).toBeUndefined()
  })

  it('is not there for another version of the window, nor for one who did not keep it', async () => {
    const { folder } = library()
    const seal = await keepLastScreen(folder, 'page', screen)
    expect(await readLastScreen(folder, 'another page', seal)).toBeUndefined()
    expect(await readLastScreen(folder, 'page', undefined)).toBeUndefined()
  })

  it('is not there where it is torn or changed by hand', async () => {
    const { folder, kept } = library()
    const seal = await keepLastScreen(folder, 'page', screen)
    const text = readFileSync(kept, 'utf8')
    writeFileSync(kept, text.slice(0, -9))
    expect(await readLastScreen(folder, 'page', seal)).toBeUndefined()
    writeFileSync(kept, text.replace('start', 'stare'))
    expect(await readLastScreen(folder, 'page', seal)).toBeUndefined()
  })

  it('goes where no other is told, or one too long', async () => {
    const { folder, kept } = library()
    await keepLastScreen(folder, 'page', screen)
    const long = { ...screen, answer: `"${'a'.repeat(MOST_KEPT)}"` }
    expect(await keepLastScreen(folder, 'page', long)).toBeUndefined()
    expect(existsSync(kept)).toBe(false)
    await keepLastScreen(folder, 'page', screen)
    expect(existsSync(kept)).toBe(true)
    expect(await keepLastScreen(folder, 'page', undefined)).toBeUndefined()
    expect(existsSync(kept)).toBe(false)
  })

  it('is nothing, without a word, where there is no library or no place for it', async () => {
    const { folder, file } = library()
    rmSync(file)
    expect(await keepLastScreen(folder, 'page', screen)).toBeUndefined()
    expect(await keepLastScreen(join(folder, 'nowhere'), 'page', screen)).toBeUndefined()
    expect(await readLastScreen(join(folder, 'nowhere'), 'page', 'seal')).toBeUndefined()
  })
})

describe('the page it is given with', () => {
  const page = '<head><script type="module" src="./a.js"></script></head><body><div id="root"></div></body>'

  it('has it as data, which nothing in it can end', () => {
    const answer = JSON.stringify({ title: 'a </script><script>alert(1)</script> <!-- $& b' })
    const begun = beginWith(page, { ...screen, answer })!
    const data =
      /<div id="root"><\/div>\s*<script type="application\/json" id="last-answer">([^<]*)<\/script>/.exec(
        begun
      )
    expect(JSON.parse(data![1]!)).toEqual({ answer: JSON.parse(answer), written: { locale: 'en' } })
    expect(begun.match(/<script/g)).toHaveLength(2)
  })

  it('is not painted before its script', () => {
    expect(beginWith(page, screen)).toContain('<script type="module" blocking="render" src="./a.js">')
  })

  it('is nothing where the page is not as the build makes it', () => {
    expect(beginWith('<body></body>', screen)).toBeUndefined()
  })
})
