import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { studyDay } from '../../shared/study-day.ts'
import { openLibrary } from '../db/open-library.ts'
import { createProgram } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ran {
  code: number | null
  stdout: string
  stderr: string
  /** Every line of standard output as JSON; throws when one is not. */
  values: unknown[]
}

const start = (args: readonly string[]) =>
  spawn(process.execPath, [fileURLToPath(new URL('./cli.ts', import.meta.url)), ...args], {
    cwd: folder,
    env: {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '',
      // The tests read English, also on a machine that does not.
      LC_ALL: 'en_US.UTF-8',
      LECTERN_HOME: join(folder, 'home')
    }
  })

/** Runs the real command line as a process of its own, on this Node, which is Electron's. */
async function run(args: readonly string[], stdin = ''): Promise<Ran> {
  const child = start(args)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  child.stdin.end(stdin)
  const [code] = await once(child, 'close')
  return {
    code,
    stdout,
    stderr,
    get values() {
      return stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line))
    }
  }
}

const story =
  'The river\n\nThe river rose in the night. By morning the river had gone.\n\nNobody spoke of it.\n'
let riverId = ''

beforeAll(async () => {
  writeFileSync(join(folder, 'river.txt'), story)
  writeFileSync(join(folder, 'picture.txt'), Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  const { values } = await run(['import', '--json', 'river.txt'])
  riverId = (values[0] as { articleId: string }).articleId
})

describe('lectern', () => {
  it('is told where one page is from, and resolves its links and pictures by it', async () => {
    const words = 'The ferry leaves at seven and comes back when the tide allows it, which nobody knows. '
    const page = `<!doctype html><title>Ferries</title><article><h1>Ferries</h1><p>${words.repeat(4)}<a href="../piers">Piers</a></p><figure><img src="boat.png" alt="A boat"></figure><p>${words.repeat(4)}</p></article>`
    writeFileSync(join(folder, 'ferries.html'), page)
    const address = ['--address', 'example.org/sea/ferries?x=1']
    for (const ran of [
      await run(['extract', '--json', 'ferries.html', ...address]),
      await run(['extract', '--json', '-', '--name', 'ferries.html', ...address], page)
    ]) {
      expect(ran.stderr).toBe('')
      const [{ html }] = ran.values as [{ html: string }]
      expect(html).toContain('href="https://example.org/piers"')
      expect(html).toContain('data-url="https://example.org/sea/boat.png"')
    }
    const [unplaced] = (await run(['extract', '--json', 'ferries.html'])).values as [{ html: string }]
    expect(unplaced.html).not.toContain('example.org')
    expect((await run(['import', '--library', 'ferries', 'ferries.html', ...address])).code).toBe(0)
    const listed = (await run(['list', '--library', 'ferries', '--json'])).values as { id: string }[]
    const shown = await run(['show', '--library', 'ferries', '--json', listed[0]!.id])
    expect(shown.values).toMatchObject([{ url: 'https://example.org/sea/ferries?x=1' }])
    for (const [wrong, sentence] of [
      [['ferries.html', 'river.txt', ...address], 'one page'],
      [['https://example.org/', ...address], 'one page'],
      [['ferries.html', '--address', 'not an address'], '“not an address” is no web address.']
    ] as const) {
      const ran = await run(['extract', ...wrong])
      expect([ran.code, ran.stdout]).toEqual([2, ''])
      expect(ran.stderr).toContain(sentence)
    }
  })

  it('says of files what an import would do, and keeps none of them', async () => {
    writeFileSync(join(folder, 'planned.md'), '# Planned\n\nWords of a plan.\n')
    for (const _ of [1, 2]) {
      const ran = await run(['import', '--dry-run', '--json', 'planned.md', 'picture.txt', 'river.txt'])
      expect(ran.code).toBe(1)
      expect(ran.values).toMatchObject([
        { file: 'planned.md', status: 'would-add', articleId: null },
        { file: 'picture.txt', status: 'failed' },
        { file: 'river.txt', status: 'already-here', articleId: riverId }
      ])
    }
    expect((await run(['import', '--dry-run', 'planned.md', 'river.txt'])).stdout).toMatch(
      /Would add 1, 1 already here/
    )
    // One export of another app says all of it in one line; beside others it counts, rows without an address too.
    writeFileSync(
      join(folder, 'pocket.csv'),
      'title,url,time_added,tags,status\nA,https://example.org/pocket-a,1,,unread\nB,,2,,unread\n'
    )
    expect((await run(['import', '--dry-run', 'pocket.csv'])).stdout).toBe(
      'Pocket: would add 1, 0 already here, 1 cannot be kept\n'
    )
    expect((await run(['import', '--dry-run', 'pocket.csv', 'river.txt'])).stdout).toMatch(
      /Would add 1, 1 already here, 1 cannot be kept/
    )
    // In a folder it is taken for what it is, and any other table is left alone.
    const exported = mkdtempSync(join(folder, 'exported-'))
    copyFileSync(join(folder, 'pocket.csv'), join(exported, 'pocket.csv'))
    writeFileSync(join(exported, 'tides.csv'), 'hour,height\n1,2\n')
    writeFileSync(join(exported, 'beside.md'), '# Beside\n\nWords beside it.\n')
    expect((await run(['import', '--dry-run', exported])).stdout).toMatch(
      /Pocket: would add 1[\s\S]*Would add 2, 0 already here, 1 cannot be kept/
    )
    expect((await run(['extract', exported])).code).toBe(0)
    // What lies in the Trash is not simply here.
    const trash = (at: string, url: string) => {
      const library = openLibrary(join(folder, 'home', 'library'))
      library.db.exec(`UPDATE articles SET trashed_at = ${at}, url = '${url}' WHERE id = '${riverId}'`)
      library.close()
    }
    trash('1', 'https://example.org/pocket-a')
    const dry = await run(['import', '--dry-run', '--json', 'river.txt'])
    expect(dry.values).toMatchObject([{ status: 'in-trash', articleId: riverId }])
    const told = await run(['import', '--dry-run', 'planned.md', 'river.txt'])
    expect(told.stdout).toMatch(new RegExp(`^trash     ${riverId}`, 'm'))
    expect(told.stdout).toContain('1 is in the Trash and would come back')
    // One number for what is here, in the Trash too, as when it is brought in.
    expect((await run(['import', '--dry-run', '--json', 'pocket.csv'])).values).toMatchObject([
      { wouldAdd: 0, alreadyHere: 1, inTrash: 1, unreadable: 1 }
    ])
    trash('NULL', '')
  })

  it('imports: one line of JSON to a file, also for one that fails, and exit code 1', async () => {
    writeFileSync(join(folder, 'one.md'), '# One\n\nWords of **one**.\n')
    const ran = await run(['import', '--json', 'one.md', 'picture.txt', 'none.txt', 'river.txt'])
    expect(ran.code).toBe(1)
    expect(ran.values).toEqual([
      { file: 'one.md', status: 'added', articleId: expect.stringMatching(/^[0-9a-f-]{36}$/), message: '' },
      {
        file: 'picture.txt',
        status: 'failed',
        articleId: null,
        message: expect.stringContaining('an image (PNG)')
      },
      { file: 'none.txt', status: 'failed', articleId: null, message: expect.stringContaining('“none.txt”') },
      {
        file: 'river.txt',
        status: 'already-here',
        articleId: riverId,
        message: expect.stringMatching(/already/)
      }
    ])
    expect(ran.stderr).toBe('')
  })

  it('imports standard input', async () => {
    const ran = await run(['import', '--json', '-', '--name', 'from-pipe.md'], '# Piped\n\nFrom a pipe.\n')
    expect(ran).toMatchObject({ code: 0, values: [{ file: '-', status: 'added' }] })
    expect((await run(['list'])).stdout).toContain('Piped')
  })

  it('extracts without a library, and never stores', async () => {
    const before = (await run(['list', '--json'])).stdout
    writeFileSync(join(folder, 'new.txt'), 'Quite new\n\nNever seen before.\n')
    await run(['extract', 'new.txt'])
    expect((await run(['list', '--json'])).stdout).toBe(before)

    const ran = await run(['extract', '--json', 'river.txt', 'picture.txt'])
    expect(ran.code).toBe(1)
    expect(ran.values).toEqual([
      {
        file: 'river.txt',
        title: 'The river',
        standfirst: '',
        byline: '',
        site: '',
        published: '',
        modified: '',
        licence: '',
        language: expect.any(String),
        direction: 'ltr',
        leadImage: null,
        leadImageUrl: '',
        html: '<p>The river rose in the night. By morning the river had gone.</p>\n<p>Nobody spoke of it.</p>',
        text: 'The river rose in the night. By morning the river had gone.\n\nNobody spoke of it.',
        captions: [],
        warnings: []
      },
      { file: 'picture.txt', error: expect.stringContaining('an image (PNG)') }
    ])
  })

  it('highlights one place, with note and tag, and shows it', async () => {
    const plain = await run(['highlight', riverId, '--quote', 'the river'])
    expect(plain).toMatchObject({ code: 0 })
    const unclear = await run(['highlight', riverId, '--quote', 'river'])
    expect(unclear).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/2 times.*--prefix/) })
    const absent = await run(['highlight', riverId, '--quote', 'the sea'])
    expect(absent).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/not in the article/) })

    const args = ['--quote', 'river', '--suffix', 'rose', '--note', 'A **flood**', '--tag', 'Water', '--json']
    const ran = await run(['highlight', riverId, ...args, '--color', 'blue'])
    expect(ran.code).toBe(0)
    expect(ran.values).toMatchObject([
      { exact: 'river', start: 4, end: 9, color: 'blue', note: 'A **flood**', tags: ['Water'] }
    ])
    const shown = await run(['show', '--json', riverId])
    expect(shown.values).toMatchObject([
      { id: riverId, highlights: [{ exact: 'river' }, { exact: 'the river' }] }
    ])
  })

  it('searches what was just written, one array to a query', async () => {
    await run(['highlight', riverId, '--quote', 'Nobody spoke', '--note', 'Silence is an answer'])
    const one = await run(['search', '--json', 'silence'])
    expect(one.values).toMatchObject([[{ kind: 'note', articleId: riverId, title: 'The river' }]])
    const many = await run(['search', '-', '--json', '--kind', 'article'], 'morning\nnothinglikeit\n\n')
    expect(many.code).toBe(0)
    expect(many.values).toMatchObject([
      [{ kind: 'article', occurrences: [{ start: expect.any(Number) }] }],
      [],
      expect.any(Array)
    ])
  })

  it('exports, restores into another library, and both verify alike', async () => {
    const markdown = await run(['export', riverId])
    expect(markdown.stdout).toMatch(/^---\ntitle: "The river"\n/)
    const annotations = await run([
      'export',
      riverId,
      '--format',
      'jsonld',
      '--out',
      'river.jsonld',
      '--json'
    ])
    expect(annotations.values).toEqual([{ articleId: riverId, format: 'jsonld', file: 'river.jsonld' }])
    expect(JSON.parse(readFileSync(join(folder, 'river.jsonld'), 'utf8'))).toMatchObject({
      type: 'AnnotationCollection'
    })

    const zip = await run(['export', '--format', 'zip', '--out', 'library.zip', '--json'])
    expect(zip).toMatchObject({ code: 0, values: [{ file: 'library.zip' }] })
    const restored = await run(['restore', 'library.zip', '--library', 'second', '--json'])
    expect(restored.values).toMatchObject([{ alreadyHere: 0, failed: 0, failures: [] }])
    const [first, second] = [
      await run(['verify', '--json']),
      await run(['verify', '--json', '--library', 'second'])
    ]
    expect(first.code).toBe(0)
    expect(first.values).toHaveLength(8)
    expect(second.values).toEqual(first.values)
  })

  it('verify finds what does not hold', async () => {
    await run(['restore', 'library.zip', '--library', 'third'])
    const { default: SQLite } = await import('better-sqlite3')
    const db = new SQLite(join(folder, 'third', 'library.sqlite'))
    db.exec(
      "UPDATE highlights SET exact = 'never said' WHERE exact = 'river'; UPDATE sources SET bytes = x'00'"
    )
    db.close()
    const ran = await run(['verify', '--json', '--library', 'third'])
    expect(ran.code).toBe(1)
    const wrong = (ran.values as { check: string; ok: boolean }[])
      .filter(({ ok }) => !ok)
      .map(({ check }) => check)
    expect(wrong).toEqual(['highlights', 'sources'])
  })

  it('tells usage (2) from a library that cannot be opened (3), on standard error', async () => {
    for (const args of [
      ['bogus'],
      ['list', '--limit', 'x'],
      ['highlight', riverId],
      ['export', '--format', 'zip'],
      []
    ]) {
      expect(await run(args), args.join(' ')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/./)
      })
    }
    writeFileSync(join(folder, 'library.sqlite'), 'not a database at all')
    for (const library of [join(folder, 'nowhere'), folder]) {
      const ran = await run(['list', '--json', '--library', library])
      expect(ran).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/\.\n$/) })
    }
    expect(readdirSync(folder)).not.toContain('nowhere')
  })

  it('explains every command with examples', async () => {
    const { commands } = await createProgram(new AbortController().signal, () => {})
    expect(commands.length).toBeGreaterThan(12)
    for (const command of commands) {
      let help = ''
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp()
      expect(help).toContain(`Usage: lectern ${command.name()}`)
      expect(help).toContain(`Examples:\n  lectern ${command.name()}`)
    }
    const ran = await run(['list', '--help'])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('Examples:\n  lectern list')
  })

  it('understands what concerns the whole program before the command as well', async () => {
    const after = await run(['list', '--json'])
    const before = await run(['--json', 'list'])
    expect(before.values).toEqual(after.values)
    expect(before.values.length).toBeGreaterThan(0)
    expect((await run(['--library', 'nowhere', 'list'])).code).toBe(3)
  })

  it('lists what is due to read, and prints a notebook as it is or as one document', async () => {
    const library = openLibrary(join(folder, 'home', 'library'))
    const id = '01890000-0000-7000-8000-000000000001'
    const today = studyDay(Date.now(), 4)
    library.db
      .prepare("INSERT INTO queue_entries VALUES (?, 1, ?, 0, 0, NULL, 1, 1, 'd')")
      .run(riverId, today)
    library.db
      .prepare("INSERT INTO notebooks VALUES (?, 'On rivers', ?, 1, 1, 'd')")
      .run(id, `As [it](lectern:article/${riverId}) says`)
    library.close()
    expect((await run(['list', '--due', '--json'])).values).toMatchObject([{ id: riverId, priority: 'high' }])
    expect((await run(['notebook'])).stdout).toBe(`${id}  On rivers\n`)
    expect((await run(['notebook', id])).stdout).toContain('lectern:article/')
    const document = await run(['notebook', id, '--style', 'mla'])
    expect(document.stdout).toContain('# On rivers')
    expect(document.stdout).toContain('## References')
    expect((await run(['notebook', riverId])).code).toBe(1)
  })

  it('says that it fetches, and fetches nothing from this machine or its network', async () => {
    const ran = await run(['extract', '--json', 'http://127.0.0.1:8080/a', 'http://10.0.0.1/b'])
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('Fetching http://127.0.0.1:8080/a and its pictures from the web')
    expect(ran.values).toMatchObject([
      { file: 'http://127.0.0.1:8080/a', error: expect.stringContaining('inside its network') },
      { file: 'http://10.0.0.1/b', error: expect.stringContaining('inside its network') }
    ])
  })

  it('ends quietly when its reader has seen enough', async () => {
    const child = start(['show', riverId])
    child.stdout.destroy()
    let stderr = ''
    child.stderr.on('data', (chunk) => (stderr += chunk))
    const [code] = await once(child, 'close')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('stops at Ctrl+C with whole articles only', async () => {
    const many = mkdtempSync(join(folder, 'many-'))
    for (let number = 0; number < 400; number++) {
      writeFileSync(join(many, `${number}.txt`), `Text ${number}\n\nThese are the words of text ${number}.\n`)
    }
    const child = start(['import', many, '--json', '--library', 'stopped'])
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    const [code] = await once(child, 'close')
    expect(code).toBe(130)
    const verified = await run(['verify', '--json', '--library', 'stopped'])
    expect(verified.code).toBe(0)
    const kept = (await run(['list', '--json', '--library', 'stopped'])).values.length
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(400)
  })

  it('makes backups, lists them and goes back to one, which keeps what it replaced', async () => {
    const library = ['--library', 'backed-up']
    writeFileSync(join(folder, 'kept.txt'), 'Kept\n\nWords that are kept.\n')
    await run(['import', ...library, 'kept.txt'])
    const made = await run(['backup', '--json', ...library])
    expect(made).toMatchObject({ code: 0, stderr: '' })
    const { name } = made.values[0] as { name: string }
    writeFileSync(join(folder, 'later.txt'), 'Later\n\nWords that came later.\n')
    await run(['import', ...library, 'later.txt'])
    expect((await run(['backup', '--list', '--json', ...library])).values).toEqual([
      expect.objectContaining({ name, reason: 'manual' })
    ])
    expect(await run(['backup', '--use', name, ...library])).toMatchObject({ code: 0, stderr: '' })
    expect((await run(['list', '--json', ...library])).values.length).toBe(1)
    const after = (await run(['backup', '--list', '--json', ...library])).values as { reason: string }[]
    expect(after.map(({ reason }) => reason)).toEqual(['replaced', 'manual'])
    expect(await run(['backup', '--use', 'kept.txt', ...library])).toMatchObject({ code: 3 })
    expect(await run(['backup', '--list', '--use', name, ...library])).toMatchObject({ code: 2 })
    expect((await run(['verify', ...library])).code).toBe(0)
  })
})
