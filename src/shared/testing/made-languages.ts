import type { Seeded } from './seeded.ts'

/** Something that looks like a language to whoever compares texts: its script, its spacing, its commonest words. */
export interface MadeLanguage {
  name: string
  script: string
  /** Commonest first, as in the real language. */
  common: readonly string[]
  /** What other words are made of. */
  starts: readonly string[]
  syllables: readonly string[]
  /** Parts of a word, least and most. */
  parts: readonly [number, number]
  spaced: boolean
  comma: string
  stop: string
  quotes: readonly [string, string]
}

const split = (text: string) => text.split(' ')

export const madeLanguages: readonly MadeLanguage[] = [
  {
    name: 'English-like',
    script: 'Latin',
    common: split(
      'the of and to in a is that it was for on as with at by from which but not are this be have or an'
    ),
    starts: split('br c ch d fl g h l m n p pr r s st sh t tr v w'),
    syllables: split('an er in on al ing ate or en is um ow ea ard ent ish ess ight oun ell'),
    parts: [2, 3],
    spaced: true,
    comma: ',',
    stop: '.',
    quotes: ['“', '”']
  },
  {
    name: 'German-like',
    script: 'Latin',
    common: split(
      'die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als'
    ),
    starts: split('b br d f g h k kr l m n pf r sch sp st t v w z'),
    syllables: split('ach eit ung en er ier üs ät ölk auf ein und ig licht el and ur ög ast'),
    parts: [2, 4],
    spaced: true,
    comma: ',',
    stop: '.',
    quotes: ['„', '“']
  },
  {
    name: 'Russian-like',
    script: 'Cyrillic',
    common: split('и в не на я быть он с что а по это она этот к но они мы весь который из у за свой от'),
    starts: split('б в г гр д ж з к кр л м н п пр р с ст т тр х ч ш'),
    syllables: split('ов ать ение ость ина ель ук ер ом ав ир ол ин ан ич ёт ый ада еть орь'),
    parts: [2, 3],
    spaced: true,
    comma: ',',
    stop: '.',
    quotes: ['«', '»']
  },
  {
    name: 'Arabic-like',
    script: 'Arabic',
    common: split('في من على أن إلى عن مع هذا التي كان لا ما هو هذه ذلك بعد كل قد بين لم قبل عند حتى'),
    starts: split('ال م ت ي ك ب ن س ش ح خ ع غ ف ق ر د ط ص ج'),
    syllables: split('كتاب رسم درس علم بحر نور قمر جبل وان ين ات ية ول يد ام ير وم اس ار لي'),
    parts: [1, 2],
    spaced: true,
    comma: '،',
    stop: '.',
    quotes: ['«', '»']
  },
  {
    name: 'Hindi-like',
    script: 'Devanagari',
    common: split('के में है की से और का को पर यह ने एक हैं था भी लिए नहीं तो जो हो कर कि इस वह'),
    starts: split('क ख ग च ज ट ड त द न प ब भ म र ल व श स ह'),
    syllables: split('ाना िका ्रम ीय ुल ेश ोग ंत ार ाली िया ूप ैन ौर ृत ास ोंक ्षि'),
    parts: [2, 3],
    spaced: true,
    comma: ',',
    stop: '।',
    quotes: ['“', '”']
  },
  {
    name: 'Chinese-like',
    script: 'Han',
    common: split('的 了 在 是 和 有 不 这 他 人 我们 一个 也 就 到 说 要 会 对 与 为 上 中 而'),
    starts: split(
      '山 水 书 海 天 地 学 生 国 文 城 花 木 石 金 火 风 云 雨 雪 光 音 心 手 目 力 车 船 门 路 田 村'
    ),
    syllables: split(
      '河 流 本 洋 空 方 习 活 家 化 市 园 林 头 属 车 景 彩 水 白 明 乐 情 工 标 量 站 长 口 边 野 民'
    ),
    parts: [1, 2],
    spaced: false,
    comma: '，',
    stop: '。',
    quotes: ['“', '”']
  },
  {
    name: 'Japanese-like',
    script: 'Han, Hiragana and Katakana',
    common: split('の に は を た が で て と し れ さ ある いる も する から な こと として い や など'),
    starts: split('東 西 春 秋 人 町 海 森 道 声 カ タ サ ハ マ ナ ラ 話 食 読 書 歩 見 聞 思'),
    syllables: split('京 風 間 間い りく べる んだ いた ード ット ール ナー クト 葉 岸 物 方 きます こむ'),
    parts: [1, 2],
    spaced: false,
    comma: '、',
    stop: '。',
    quotes: ['「', '」']
  },
  {
    name: 'Thai-like',
    script: 'Thai',
    common: split('ที่ และ ใน เป็น ของ มี ได้ การ ว่า จะ ให้ ไม่ กับ จาก นี้ มา ไป อยู่ ความ แต่ หรือ'),
    starts: split('กา ขา คน ดี ตา นา บ้า ปลา พา มา รา ลา วา สา หา เมือ เรือ แม่ โต๊ะ ใจ'),
    syllables: split('น้ำ ง่าย สวย เร็ว ใหญ่ เล็ก เขียว ทะเล ภูเขา บิน เดิน เขียน อ่าน รัก ฝน ลม ไฟ ดาว'),
    parts: [1, 2],
    spaced: false,
    comma: ' ',
    stop: ' ',
    quotes: ['“', '”']
  }
]

/** Words a text of its kind has besides the common ones. */
const RARE_WORDS = 1_800

/** Speaks a made language: words by Zipf's law, as in real texts, where a few make up half. */
export class Speaker {
  readonly language: MadeLanguage
  readonly #words: string[]
  readonly #sums: number[] = []

  constructor(language: MadeLanguage, random: Seeded) {
    this.language = language
    const rare = new Set<string>()
    while (rare.size < RARE_WORDS) {
      let word = random.pick(language.starts)
      for (let parts = random.between(...language.parts); parts > 0; parts--)
        word += random.pick(language.syllables)
      if (rare.size > 600 && !language.spaced) word += random.pick(language.starts)
      rare.add(word)
    }
    this.#words = [...language.common, ...rare]
    let sum = 0
    for (let rank = 0; rank < this.#words.length; rank++) {
      sum += 1 / (rank + 2.7)
      this.#sums.push(sum)
    }
  }

  word(random: Seeded): string {
    const wanted = random.next() * this.#sums.at(-1)!
    let low = 0
    let high = this.#sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return this.#words[low]!
  }
}
