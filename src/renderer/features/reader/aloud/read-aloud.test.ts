import { describe, expect, it } from 'vitest'
import { ReadAloud, type SpeechState } from './read-aloud.ts'
import { sentencesOf, voicesFor, wordAt } from './speech-plan.ts'

const article = 'One lamp was lit. Two were not!\n\nThe keeper, Mr. Ode, slept.\n\n***\n\nMorning came.'

/** A voice that speaks when the test says so. */
function fakeSpeech() {
  const spoken: SpeechSynthesisUtterance[] = []
  let cancelled = 0
  return {
    spoken,
    cancelled: () => cancelled,
    now: () => spoken.at(-1)!,
    speech: {
      synthesis: {
        speak: (utterance: SpeechSynthesisUtterance) => void spoken.push(utterance),
        cancel: () => void cancelled++
      },
      utterance: (words: string) => ({ text: words }) as SpeechSynthesisUtterance
    }
  }
}

const someVoice = { lang: 'en-GB', voiceURI: 'some' } as SpeechSynthesisVoice

function reading(text = article) {
  const fake = fakeSpeech()
  const states: SpeechState[] = []
  const words: string[] = []
  const sentences: string[] = []
  const aloud = new ReadAloud(
    fake.speech,
    {
      textOf: (start, end) => Promise.resolve(text.slice(start, end)),
      onState: (state) => states.push(state),
      onSentence: (sentence) => sentences.push(text.slice(sentence.start, sentence.end)),
      onWord: (word) => word && words.push(text.slice(word.start, word.end))
    },
    'en',
    { start: 0, end: text.length }
  )
  aloud.setVoice(someVoice, 1, false)
  const end = async () => {
    fake.now().onend?.({} as SpeechSynthesisEvent)
    await Promise.resolve()
    await Promise.resolve()
  }
  const boundary = (charIndex: number, charLength?: number) =>
    fake.now().onboundary?.({ name: 'word', charIndex, charLength } as SpeechSynthesisEvent)
  return { fake, states, words, sentences, aloud, end, boundary }
}

describe('sentencesOf', () => {
  it('cuts between sentences and blocks, and leaves out what says nothing', () => {
    const text = article
    const all = sentencesOf(text, 100, 'en', true)
    expect(all.map((one) => one.text)).toContain('One lamp was lit.')
    expect(all.at(-1)).toMatchObject({ text: 'Morning came.' })
    expect(all.some((one) => one.text === '***')).toBe(false)
    for (const one of all) expect(text.slice(one.start - 100, one.end - 100)).toBe(one.text)
  })

  it('cuts very long sentences between words', () => {
    const all = sentencesOf('word '.repeat(400), 0, 'en', true)
    expect(all.length).toBeGreaterThan(2)
    expect(all.every((one) => one.text.length <= 600 && !one.text.endsWith('wor'))).toBe(true)
  })

  it('cuts very long sentences where no spaces are written between words, too, and loses nothing', () => {
    const long = '\u{20000}灯台守は海を見ていた、'.repeat(120)
    const all = sentencesOf(long, 0, 'ja', true)
    expect(all.map((one) => one.text).join('')).toBe(long)
    expect(all.length).toBeGreaterThan(2)
    for (const one of all) expect(one.text.isWellFormed() && one.text.length <= 1200, one.text).toBe(true)
  })

  it('ends a sentence with its cell of a table', () => {
    expect(sentencesOf('North quay\t1871\n0\t131', 0, 'en', true).map((one) => one.text)).toEqual([
      'North quay',
      '1871',
      '0',
      '131'
    ])
  })

  it('knows sentences of scripts without spaces', () => {
    expect(sentencesOf('灯台守は眠った。朝が来た。', 0, 'ja', true).map((one) => one.text)).toEqual([
      '灯台守は眠った。',
      '朝が来た。'
    ])
  })
})

describe('wordAt', () => {
  const sentence = { start: 50, end: 63, text: 'Morning came.' }
  it('goes by what the voice says, or finds the word itself', () => {
    expect(wordAt(sentence, 8, 4, 'en')).toEqual({ start: 58, end: 62 })
    expect(wordAt(sentence, 0, undefined, 'en')).toEqual({ start: 50, end: 57 })
  })
})

describe('voicesFor', () => {
  const voice = (lang: string, localService = true, isDefault = false) => ({
    voiceURI: `${lang}${isDefault}`,
    lang,
    localService,
    default: isDefault
  })
  it('offers voices of the language on this computer, the region first', () => {
    const voices = [voice('en-US', true, true), voice('de-DE'), voice('en-GB'), voice('en-GB', false, true)]
    expect(voicesFor(voices, 'en-GB').map((one) => one.voiceURI)).toEqual(['en-GBfalse', 'en-UStrue'])
    expect(voicesFor(voices, 'fr')).toEqual([])
  })
})

describe('reading aloud', () => {
  it('begins with the sentence one is in, says one after the other, and ends', async () => {
    const { fake, sentences, states, aloud, end } = reading()
    await aloud.start(20)
    expect(fake.now().text).toBe('Two were not!')
    for (let step = 0; step < 10 && states.at(-1) !== 'ended'; step++) await end()
    expect(sentences.at(-1)).toBe('Morning came.')
    expect(states.at(-1)).toBe('ended')
  })

  it('tells the word being said', async () => {
    const { words, aloud, boundary } = reading()
    await aloud.start(0)
    boundary(0, 3)
    boundary(4)
    expect(words).toEqual(['One', 'lamp'])
  })

  it('skips, pauses and begins the sentence again', async () => {
    const { fake, states, aloud, boundary, words } = reading()
    await aloud.start(0)
    const first = fake.now()
    await aloud.skip(1)
    expect(fake.now().text).toBe('Two were not!')
    // What the old utterance still says is not heard.
    first.onend?.({} as SpeechSynthesisEvent)
    expect(fake.spoken).toHaveLength(2)
    aloud.pause()
    expect(states.at(-1)).toBe('paused')
    boundary(0, 3)
    expect(words).toEqual([])
    aloud.resume()
    expect(fake.now().text).toBe('Two were not!')
    await aloud.skip(-1)
    expect(fake.now().text).toBe('One lamp was lit.')
    aloud.stop()
    expect(states.at(-1)).toBe('idle')
  })

  it('takes another voice and speed at once', async () => {
    const { fake, aloud } = reading()
    await aloud.start(0)
    const voice = { lang: 'en-GB', voiceURI: 'x' } as SpeechSynthesisVoice
    aloud.setVoice(voice, 1.5, true)
    expect(fake.now()).toMatchObject({ text: 'One lamp was lit.', rate: 1.5, voice, lang: 'en-GB' })
  })

  it('goes back from where it began to the first sentence of the article, and on again', async () => {
    const long = Array.from({ length: 900 }, (_, at) => `Lamp ${at} was lit at dusk.`).join(' ')
    const { fake, aloud } = reading(long)
    await aloud.start(long.indexOf('Lamp 700'))
    for (let at = 699; at >= 0; at--) {
      await aloud.skip(-1)
      expect(fake.now().text).toBe(`Lamp ${at} was lit at dusk.`)
    }
    await aloud.skip(-1)
    expect(fake.now().text).toBe('Lamp 0 was lit at dusk.')
    for (let at = 1; at < 900; at++) {
      await aloud.skip(1)
      expect(fake.now().text).toBe(`Lamp ${at} was lit at dusk.`)
    }
  })

  it('goes to the next paragraph, back to the beginning of one, and from there to the one before', async () => {
    const paragraph = (at: number) => `Paragraph ${at} begins. It goes on. It ends here.`
    const long = Array.from({ length: 400 }, (_, at) => paragraph(at)).join('\n\n')
    const { fake, states, aloud } = reading(long)
    await aloud.start(long.indexOf('It ends here.', long.indexOf('Paragraph 300')))
    expect(fake.now().text).toBe('It ends here.')
    // Back over what was not known when reading began.
    for (let at = 300; at >= 0; at--) {
      await aloud.skipParagraph(-1)
      expect(fake.now().text).toBe(`Paragraph ${at} begins.`)
    }
    await aloud.skipParagraph(-1)
    expect(fake.now().text).toBe('Paragraph 0 begins.')
    for (let at = 1; at < 400; at++) {
      if (at % 3 === 0) await aloud.skip(1)
      await aloud.skipParagraph(1)
      expect(fake.now().text).toBe(`Paragraph ${at} begins.`)
    }
    await aloud.skipParagraph(1)
    expect(states.at(-1)).toBe('ended')
  })

  it('stays at the first paragraph of all, begun where it may', async () => {
    const { fake, aloud } = reading()
    await aloud.start(20)
    await aloud.skipParagraph(-1)
    expect(fake.now().text).toBe('One lamp was lit.')
    await aloud.skipParagraph(-1)
    expect(fake.now().text).toBe('One lamp was lit.')
    expect(fake.spoken).toHaveLength(3)
  })

  it('passes over what says nothing, and takes the lines of a verse as one paragraph', async () => {
    const { fake, aloud } = reading('One.\n\n***\n\nLine one\u2028line two\u2028line three\n\nLast.')
    await aloud.start(0)
    await aloud.skipParagraph(1)
    expect(fake.now().text).toBe('Line one')
    await aloud.skip(1)
    expect(fake.now().text).toBe('line two')
    await aloud.skipParagraph(1)
    expect(fake.now().text).toBe('Last.')
  })

  it('says nothing without a voice, and goes on with the sentence when there is one', async () => {
    const { fake, states, aloud } = reading()
    await aloud.start(0)
    aloud.setVoice(undefined, 1, true)
    expect(states.at(-1)).toBe('paused')
    aloud.resume()
    await aloud.skip(1)
    expect(fake.spoken).toHaveLength(1)
    aloud.setVoice(someVoice, 1, false)
    aloud.resume()
    expect(fake.now()).toMatchObject({ text: 'Two were not!', voice: someVoice })
  })

  it('says that a voice failed, but not that one was interrupted', async () => {
    const { fake, states, aloud } = reading()
    await aloud.start(0)
    fake.now().onerror?.({ error: 'interrupted' } as SpeechSynthesisErrorEvent)
    expect(states.at(-1)).toBe('speaking')
    fake.now().onerror?.({ error: 'synthesis-failed' } as SpeechSynthesisErrorEvent)
    expect(states.at(-1)).toBe('failed')
  })
})
