import { describe, expect, it } from 'vitest'
import { ReadAloud, type SpeechState } from './read-aloud.ts'
import { sentencesOf, voicesFor, wordAt } from './speech-plan.ts'

const text = 'One lamp was lit. Two were not!\n\nThe keeper, Mr. Ode, slept.\n\n***\n\nMorning came.'

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

function reading() {
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
    text.length
  )
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
    const all = sentencesOf(text, 100, 'en')
    expect(all.map((one) => one.text)).toContain('One lamp was lit.')
    expect(all.at(-1)).toMatchObject({ text: 'Morning came.' })
    expect(all.some((one) => one.text === '***')).toBe(false)
    for (const one of all) expect(text.slice(one.start - 100, one.end - 100)).toBe(one.text)
  })

  it('cuts very long sentences between words', () => {
    const all = sentencesOf('word '.repeat(400), 0, 'en')
    expect(all.length).toBeGreaterThan(2)
    expect(all.every((one) => one.text.length <= 600 && !one.text.endsWith('wor'))).toBe(true)
  })

  it('knows sentences of scripts without spaces', () => {
    expect(sentencesOf('灯台守は眠った。朝が来た。', 0, 'ja').map((one) => one.text)).toEqual([
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
    aloud.skip(1)
    await Promise.resolve()
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
    aloud.skip(-1)
    await Promise.resolve()
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

  it('says that a voice failed, but not that one was interrupted', async () => {
    const { fake, states, aloud } = reading()
    await aloud.start(0)
    fake.now().onerror?.({ error: 'interrupted' } as SpeechSynthesisErrorEvent)
    expect(states.at(-1)).toBe('speaking')
    fake.now().onerror?.({ error: 'synthesis-failed' } as SpeechSynthesisErrorEvent)
    expect(states.at(-1)).toBe('failed')
  })
})
