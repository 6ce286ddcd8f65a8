import { type Sentence, SPEECH_CHUNK, sentencesOf, wordAt } from './speech-plan.ts'

/** What reading aloud shows: nothing yet, speaking, paused, at the end. */
export type SpeechState = 'idle' | 'speaking' | 'paused' | 'ended' | 'failed'

export interface SpeechHooks {
  /** Canonical text between two offsets. */
  textOf(start: number, end: number): Promise<string>
  onState(state: SpeechState): void
  onSentence(sentence: Sentence): void
  /** The word being spoken, where the voice tells. */
  onWord(word: { start: number; end: number } | undefined): void
}

/** The parts of the platform's speech that are used; tests bring their own. */
export interface Speech {
  synthesis: Pick<SpeechSynthesis, 'speak' | 'cancel'>
  utterance(text: string): SpeechSynthesisUtterance
}

/**
 * Reads an article aloud, sentence by sentence. One utterance is one sentence: it can be skipped, stopped
 * and begun again at once, and no platform cuts it off for its length. Pausing ends the utterance, since
 * some platforms never resume one; going on begins the sentence again.
 */
export class ReadAloud {
  readonly #speech: Speech
  readonly #hooks: SpeechHooks
  readonly #language: string
  readonly #textLength: number
  #voice: SpeechSynthesisVoice | undefined
  #rate = 1
  #sentences: Sentence[] = []
  #at = 0
  #loadedTo = 0
  /** Only the newest utterance is listened to. */
  #turn = 0

  constructor(speech: Speech, hooks: SpeechHooks, language: string, textLength: number) {
    this.#speech = speech
    this.#hooks = hooks
    this.#language = language
    this.#textLength = textLength
  }

  /**
   * Takes effect with the sentence being read, which begins again when it is. Without a voice nothing is said: the
   * platform would choose one itself, perhaps one that sends the words away.
   */
  setVoice(voice: SpeechSynthesisVoice | undefined, rate: number, speaking: boolean): void {
    this.#voice = voice
    this.#rate = rate
    if (speaking) this.#say()
  }

  /** Begins with the sentence that holds an offset. */
  async start(offset: number): Promise<void> {
    this.#sentences = []
    // A sentence may have begun before the line that is first on screen.
    this.#loadedTo = Math.max(0, offset - 1000)
    this.#at = 0
    const turn = ++this.#turn
    const from = this.#loadedTo
    await this.#load()
    if (turn !== this.#turn) return
    this.#sentences = withoutHalf(this.#sentences, from, offset)
    const found = this.#sentences.findIndex((sentence) => sentence.end > offset)
    this.#at = found === -1 ? this.#sentences.length : found
    await this.#saySoon()
  }

  pause(): void {
    this.#turn++
    this.#speech.synthesis.cancel()
    this.#hooks.onState('paused')
  }

  resume(): void {
    this.#say()
  }

  /** To the next sentence or the one before. */
  async skip(by: 1 | -1): Promise<void> {
    if (by === -1 && this.#at === 0) await this.#loadBefore()
    else this.#at += by
    await this.#saySoon()
  }

  stop(): void {
    this.#turn++
    this.#speech.synthesis.cancel()
    this.#hooks.onWord(undefined)
    this.#hooks.onState('idle')
  }

  async #load(): Promise<void> {
    const from = this.#loadedTo
    const text = await this.#hooks.textOf(from, Math.min(this.#textLength, from + SPEECH_CHUNK))
    const whole = from + text.length >= this.#textLength
    const sentences = sentencesOf(text, from, this.#language)
    // The last sentence may go on in the next piece, unless it is all there is.
    const last = whole || sentences.length < 2 ? undefined : sentences.pop()
    this.#sentences.push(...sentences)
    this.#loadedTo = last?.start ?? from + Math.max(1, text.length)
  }

  /** Stands at the sentence before the first one known: reading began in the middle of the article. */
  async #loadBefore(): Promise<void> {
    const first = this.#sentences[0]
    if (!first || first.start === 0) return
    const turn = ++this.#turn
    const from = Math.max(0, first.start - SPEECH_CHUNK / 2)
    const text = await this.#hooks.textOf(from, Math.min(this.#textLength, from + SPEECH_CHUNK))
    if (turn !== this.#turn) return
    const sentences = withoutHalf(sentencesOf(text, from, this.#language), from, first.start - 1)
    // The first one known may have been no more than the end of a sentence: that one begins before it.
    const at = sentences.findLastIndex((sentence) => sentence.start < first.start)
    if (at === -1) return
    this.#sentences = sentences.slice(0, at + 1)
    this.#at = at
    this.#loadedTo = this.#sentences[at]!.end
  }

  async #saySoon(): Promise<void> {
    const turn = ++this.#turn
    while (this.#at >= this.#sentences.length && this.#loadedTo < this.#textLength) {
      await this.#load()
      if (turn !== this.#turn) return
    }
    this.#say()
  }

  #say(): void {
    const turn = ++this.#turn
    this.#speech.synthesis.cancel()
    const sentence = this.#sentences[this.#at]
    if (!sentence) {
      this.#at = Math.max(0, this.#sentences.length - 1)
      this.#hooks.onWord(undefined)
      this.#hooks.onState('ended')
      return
    }
    if (!this.#voice) {
      this.#hooks.onWord(undefined)
      this.#hooks.onState('paused')
      return
    }
    const utterance = this.#speech.utterance(sentence.text)
    utterance.voice = this.#voice
    utterance.lang = this.#voice.lang || this.#language
    utterance.rate = this.#rate
    utterance.onboundary = (event) => {
      if (turn !== this.#turn || event.name === 'sentence') return
      this.#hooks.onWord(wordAt(sentence, event.charIndex, event.charLength, this.#language))
    }
    utterance.onend = () => {
      if (turn !== this.#turn) return
      this.#at++
      void this.#saySoon()
    }
    utterance.onerror = (event) => {
      if (turn !== this.#turn || event.error === 'canceled' || event.error === 'interrupted') return
      this.#hooks.onWord(undefined)
      this.#hooks.onState('failed')
    }
    this.#hooks.onWord(undefined)
    this.#hooks.onSentence(sentence)
    this.#hooks.onState('speaking')
    this.#speech.synthesis.speak(utterance)
  }
}

/** A piece from the middle of the text may begin with the end of a sentence: it is left out where it is not asked for. */
function withoutHalf(sentences: Sentence[], from: number, wanted: number): Sentence[] {
  const second = sentences[1]
  return from > 0 && second && second.start <= wanted ? sentences.slice(1) : sentences
}
