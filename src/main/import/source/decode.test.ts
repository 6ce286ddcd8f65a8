import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { importBytes } from '../importers.ts'
import { declaredEncoding, decode, normalise } from './decode.ts'

const russian =
  'Маяк стоит на самом краю мыса, и каждую ночь смотритель поднимается по лестнице, чтобы зажечь лампу. Никто не помнит, кто построил его первым. '
const japanese =
  '灯台は岬の先に立っていて、毎晩、灯台守が階段を上ってランプに火をともします。誰が最初に建てたのかは、もう誰も覚えていません。'
const chinese =
  '灯塔立在海角的尽头，每天晚上守塔人都要爬上楼梯去点亮那盏灯。没有人记得最初是谁建造了它，也没有人问过。'
const french =
  'Le phare se dresse à l’extrémité du cap ; chaque soir, le gardien monte l’escalier pour allumer la lampe. Personne ne se rappelle qui l’a bâti, ni même à quelle époque. '
const traditional =
  '燈塔立在海角的盡頭，每天晚上守塔人都要爬上樓梯去點亮那盞燈。沒有人記得最初是誰建造了它，也沒有人問過。'
const korean =
  '등대는 곶의 끝에 서 있고 매일 밤 등대지기가 계단을 올라 등불을 켠다. 누가 처음 그것을 세웠는지는 아무도 기억하지 못한다. '

describe('encodings without a statement', () => {
  it.each([
    ['utf-8', french],
    ['windows-1252', french.repeat(3)],
    ['koi8-r', russian.repeat(2)],
    ['windows-1251', russian.repeat(2)],
    ['shift_jis', japanese],
    ['gb18030', chinese],
    ['big5', traditional],
    ['euc-kr', korean],
    ['euc-jp', japanese],
    ['utf-16le', russian],
    ['utf-16be', japanese.repeat(4)],
    ['utf-16le', french]
  ])('%s is recognised and read without loss', (encoding, text) => {
    const decoded = decode(iconv.encode(text, encoding), 'a.txt')
    expect(decoded.text).toBe(text)
    expect(decoded.encoding).toBe(encoding)
    expect(decoded.guessed).toBe(encoding !== 'utf-8')
  })

  it('a guess is told to the reader', () => {
    const article = importBytes({ bytes: iconv.encode(`Маяк\n\n${russian}`, 'koi8-r'), fileName: 'a.txt' })
    expect(article.encoding).toBe('koi8-r')
    expect(article.language).toBe('ru')
    expect(article.warnings[0]).toEqual({
      key: 'imports.warnings.guessedEncoding',
      values: { encoding: 'koi8-r' }
    })
  })
})

describe('encodings that are stated', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    '%s by its byte order mark',
    (encoding) => {
      const decoded = decode(iconv.encode(`\ufeff${russian}`, encoding, { addBOM: false }), 'a.txt')
      expect(decoded).toEqual({ text: russian, encoding, guessed: false })
    }
  )

  it('by a page, when its bytes do not contradict it', () => {
    const page = `<html><head><meta charset="windows-1251"><title>Маяк</title></head><body><p>${russian}</p></body></html>`
    const bytes = iconv.encode(page, 'windows-1251')
    expect(declaredEncoding(bytes)).toBe('windows-1251')
    expect(importBytes({ bytes, fileName: 'a.html' })).toMatchObject({
      title: 'Маяк',
      encoding: 'windows-1251',
      warnings: []
    })
    const liar = new TextEncoder().encode(page)
    expect(importBytes({ bytes: liar, fileName: 'a.html' })).toMatchObject({
      title: 'Маяк',
      encoding: 'utf-8'
    })
  })
})

describe('what no text may hold', () => {
  it('strays are taken out, line ends are one kind', () => {
    expect(normalise('a\0b\r\nc\rd\ud800e\x07f\u2028g')).toBe('ab\nc\nd\ufffdef\ng')
  })

  it('a few NULs are strays, many are no text', () => {
    expect(decode(new TextEncoder().encode(`${french}\0${french}`), 'a.txt').text).toBe(french + french)
    expect(() => decode(new Uint8Array(5000), 'a.txt')).toThrow(
      '“a.txt” is not a text: it holds binary data.'
    )
  })

  it('a page that is a picture is refused by what it is', () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    expect(() => importBytes({ bytes: png, fileName: 'a.html' })).toThrow(
      '“a.html” is an image (PNG), not a text.'
    )
  })
})
