import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { openZip } from './zip-reader.ts'
import { directoryHeader, endRecords, localHeader } from './zip-records.ts'
import { zipWriter } from './zip-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-zip-format-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const entries: Record<string, Buffer> = {
  'a/short.txt': Buffer.from('short'),
  'a/ünï — 日本.txt': Buffer.from('name in UTF-8'),
  'long.txt': Buffer.from('the same again and again. '.repeat(10_000)),
  'empty.txt': Buffer.alloc(0),
  'noise.bin': Buffer.from(
    Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 31) & 255)
  )
}

async function write(list: Iterable<[string, Buffer]>): Promise<string> {
  const path = join(folder, `${randomUUID()}.zip`)
  const file = await open(path, 'wx')
  const zip = zipWriter(file, new Date(Date.UTC(2026, 0, 2, 3, 4, 6)))
  for (const [name, bytes] of list) await zip.add(name, bytes)
  await zip.finish()
  await file.close()
  return path
}

function save(bytes: Uint8Array): string {
  const path = join(folder, `${randomUUID()}.zip`)
  writeFileSync(path, bytes)
  return path
}

describe('zip', () => {
  it('is read by another program, and reads what another wrote', async () => {
    const ours = unzipSync(readFileSync(await write(Object.entries(entries))))
    expect(Object.keys(ours)).toEqual(Object.keys(entries))
    for (const [name, bytes] of Object.entries(entries))
      expect(Buffer.from(ours[name]!).equals(bytes)).toBe(true)

    const theirs = await openZip(save(zipSync(entries)))
    expect([...theirs.names]).toEqual(Object.keys(entries))
    for (const [name, bytes] of Object.entries(entries)) {
      expect((await theirs.read(name, 1e6)).equals(bytes)).toBe(true)
    }
    await theirs.close()
  })

  it('holds more files than the first zip format can count', async () => {
    const count = 66_000
    function* many(): Generator<[string, Buffer]> {
      for (let number = 0; number < count; number++) yield [`${number}`, Buffer.from(`${number}`)]
    }
    const zip = await openZip(await write(many()))
    expect(zip.names.size).toBe(count)
    expect(`${await zip.read('65999', 100)}`).toBe('65999')
    await zip.close()
  })

  // Where a file with a hole in it takes up no room on the disk.
  it.skipIf(process.platform === 'win32')('holds what begins beyond four gigabytes', async () => {
    const path = join(folder, 'far.zip')
    const bytes = Buffer.from('far out')
    const name = Buffer.from('far.txt')
    const entry = { name, method: 0, at: new Date(0), crc: crc32(bytes), packed: 7, size: 7 } as const
    const start = 5_000_000_000
    const local = localHeader(entry)
    const directory = directoryHeader(entry, local, start)
    const place = { start: start + local.length + bytes.length, size: directory.length, count: 1 }
    const file = await open(path, 'wx')
    await file.writev([local, bytes, directory, endRecords(place)], start)
    await file.close()
    const zip = await openZip(path)
    expect(`${await zip.read('far.txt', 100)}`).toBe('far out')
    await zip.close()
    rmSync(path)
  })

  it('refuses more bytes than it was asked for, or than the entry states', async () => {
    const bytes = readFileSync(await write([['bomb', Buffer.alloc(1_000_000)]]))
    const honest = await openZip(save(bytes))
    await expect(honest.read('bomb', 999_999)).rejects.toMatchObject({ code: 'damaged' })
    await honest.close()
    // The directory, which is what is believed, says 10 bytes.
    const at = bytes.indexOf('PK\x01\x02', 0, 'latin1')
    bytes.writeUInt32LE(10, at + 24)
    const lying = await openZip(save(bytes))
    await expect(lying.read('bomb', 100_000)).rejects.toMatchObject({ code: 'damaged' })
    await lying.close()
  })

  it('refuses a changed byte, a missing end and a name that stands twice', async () => {
    const path = await write(Object.entries(entries))
    const bytes = readFileSync(path)
    const changed = Buffer.from(bytes)
    const at = changed.indexOf('short', changed.indexOf('a/short.txt') + 11)
    changed[at] = 0x53
    const zip = await openZip(save(changed))
    await expect(zip.read('a/short.txt', 100)).rejects.toMatchObject({ code: 'damaged' })
    await expect(zip.read('not there', 100)).rejects.toMatchObject({ code: 'damaged' })
    await zip.close()

    for (const length of [0, 21, 100, bytes.length - 1]) {
      await expect(openZip(save(bytes.subarray(0, length)))).rejects.toMatchObject({ code: 'damaged' })
    }
    const twice = await write([
      ['manifest.json', Buffer.from('{}')],
      ['manifest.json', Buffer.from('[]')]
    ])
    await expect(openZip(twice)).rejects.toMatchObject({ code: 'damaged' })
  })

  it('says what is wrong: encrypted, a directory that reaches too far, more packed bytes than could be', async () => {
    const bytes = readFileSync(await write([['a', Buffer.from('some text')]]))
    const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1')
    const end = bytes.indexOf('PK\x05\x06', 0, 'latin1')
    const spoilt = (spoil: (copy: Buffer) => void) => {
      const copy = Buffer.from(bytes)
      spoil(copy)
      return openZip(save(copy))
    }
    const encrypted = await spoilt((copy) => copy.writeUInt16LE(1, directory + 8))
    await expect(encrypted.read('a', 100)).rejects.toThrow('encrypted')
    await encrypted.close()
    await expect(spoilt((copy) => copy.writeUInt32LE(1000, end + 12))).rejects.toThrow('directory is broken')
    // What is packed is looked at before room is made for it.
    const packed = await spoilt((copy) => copy.writeUInt32LE(2000, directory + 20))
    await expect(packed.read('a', 100)).rejects.toThrow('larger than such a file may be')
    await packed.close()
  })

  it('has no folders among its names', async () => {
    const zip = await openZip(
      save(zipSync({ folder: { 'a.txt': Buffer.from('a') }, 'empty/': Buffer.alloc(0) }))
    )
    expect([...zip.names]).toEqual(['folder/a.txt'])
    await zip.close()
  })

  it('is written whole where the system takes only a part at a time', async () => {
    const taken: Buffer[] = []
    const slow = {
      async write(bytes: Uint8Array, from: number, length: number) {
        const bytesWritten = Math.min(length, 300)
        taken.push(Buffer.from(bytes.slice(from, from + bytesWritten)))
        return { bytesWritten }
      }
    }
    const zip = zipWriter(slow, new Date(0))
    for (const [name, bytes] of Object.entries(entries)) await zip.add(name, bytes)
    await zip.finish()
    expect(taken.length).toBeGreaterThan(3)
    expect(Object.keys(unzipSync(Buffer.concat(taken)))).toEqual(Object.keys(entries))
  })

  it('never crashes on a directory with any byte changed', async () => {
    const bytes = readFileSync(await write([['a', Buffer.from('some text')]]))
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = changed[at]! ^ 0xff
      const outcome = await openZip(save(changed)).then(
        async (zip) => {
          const read = await zip.read('a', 100).catch((error: unknown) => error)
          await zip.close()
          return read
        },
        (error: unknown) => error
      )
      if (outcome instanceof Buffer) expect(`${outcome}`).toBe('some text')
      else expect(outcome).toMatchObject({ code: 'damaged' })
    }
  })
})
