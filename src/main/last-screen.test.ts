import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LIBRARY_FILE } from './db/library-files.ts'
import { beginWith, isPlainMarkup, keepLastScreen, LAST_SCREEN_FILE, readLastScreen } from './last-screen.ts'

const screen = { markup: '<main class="place"><p title="a &lt; b">Rows</p></main>', language: 'en' }

function library() {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-last-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, LIBRARY_FILE)
  writeFileSync(file, 'library')
  return { folder, file, kept: join(folder, LAST_SCREEN_FILE) }
}

describe('what is kept of the last screen', () => {
  it('is there for the library it was drawn from', async () => {
    const { folder } = library()
    await keepLastScreen(folder, 'page', screen)
    expect(await readLastScreen(folder, 'page')).toEqual(screen)
  })

  it('is not there for a library that was written to, nor beside a journal with something in it', async () => {
    const { folder, file } = library()
    await keepLastScreen(folder, 'page', screen)
    writeFileSync(`${file}-wal`, 'changes')
    expect(await readLastScreen(folder, 'page')).toBeUndefined()
    writeFileSync(`${file}-wal`, '')
    expect(await readLastScreen(folder, 'page')).toEqual(screen)
    utimesSync(file, 1, 1)
    expect(await readLastScreen(folder, 'page')).toBeUndefined()
  })

  it('is not there for another version of the window, nor where it is torn or changed by hand', async () => {
    const { folder, kept } = library()
    await keepLastScreen(folder, 'page', screen)
    expect(await readLastScreen(folder, 'another page')).toBeUndefined()
    const text = readFileSync(kept, 'utf8')
    writeFileSync(kept, text.slice(0, -9))
    expect(await readLastScreen(folder, 'page')).toBeUndefined()
    writeFileSync(kept, text.replace('<p ', '<script>1</script><p '))
    expect(await readLastScreen(folder, 'page')).toBeUndefined()
  })

  it('stays where nothing was changed and no other is told, and goes where something was', async () => {
    const { folder, file, kept } = library()
    await keepLastScreen(folder, 'page', screen)
    await keepLastScreen(folder, 'page', undefined)
    expect(await readLastScreen(folder, 'page')).toEqual(screen)
    utimesSync(file, 1, 1)
    await keepLastScreen(folder, 'page', undefined)
    expect(existsSync(kept)).toBe(false)
  })

  it('is nothing, without a word, where there is no library or no place for it', async () => {
    const { folder, file } = library()
    rmSync(file)
    await keepLastScreen(folder, 'page', screen)
    await keepLastScreen(join(folder, 'missing'), 'page', screen)
    expect(await readLastScreen(folder, 'page')).toBeUndefined()
    expect(await readLastScreen(join(folder, 'missing'), 'page')).toBeUndefined()
  })
})

describe('plain markup', () => {
  it.each([
    '<script src="/a.js"></script>',
    '<p onclick="a()">a</p>',
    '<svg><a xlink:href="javascript:a()"></a></svg>',
    '<a href="https://a.example">a</a>',
    '<iframe></iframe>',
    '<style>p{}</style>',
    '<meta http-equiv="refresh">',
    '<img src="https://a.example/a.png">',
    '<!--a-->',
    '<p>a < b</p>',
    '<input autofocus="">'
  ])('is not %s', (markup) => expect(isPlainMarkup(markup)).toBe(false))

  it.each([
    screen.markup,
    '<img src="asset://image/abc" alt=""/>',
    '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>',
    '<ul style="height:730000px"><li>onclick=“a”</li></ul>'
  ])('is %s', (markup) => expect(isPlainMarkup(markup)).toBe(true))
})

describe('the page that begins with it', () => {
  const page =
    '<head><script type="module" crossorigin src="./assets/index-1.js"></script></head><body><div id="root"></div></body>'

  it('shows it before its root and runs its script afterwards, whatever the words are', () => {
    const markup = "<p>$& costs $1 and $'</p>"
    expect(beginWith(page, { markup, language: 'en' })?.page).toBe(
      `<head><script type="module" src="/begin.js" data-then="/assets/index-1.js"></script></head><body><div id="last-screen" aria-hidden="true">${markup}</div>\n    <div id="root"></div></body>`
    )
  })

  it('names the styles that came with it, and lets rows stand where they fall', () => {
    const markup = '<ul style="height:146px"><li style="transform:translateY(73px)">a</li></ul>'
    const begun = beginWith(page, { markup, language: 'en' })
    expect(begun?.page).toContain('<ul style="height:146px"><li>a</li></ul>')
    // Written by: printf 'height:146px' | openssl dgst -sha256 -binary | base64
    expect(begun?.styles).toEqual(["'sha256-+WO+yNrkELoJCayDjlPT49eXo7dWxGLL4JjLJeZL5Vk='"])
  })

  it('is none where the page is not as it is built', () => {
    expect(beginWith('<body></body>', screen)).toBeUndefined()
  })
})
