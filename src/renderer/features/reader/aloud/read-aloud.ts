import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { type Sentence, SPEECH_CHUNK, sentencesOf, wordAt } from './speech-plan.ts'

/** What reading aloud shows: nothing yet, speaking, paused, at the end. */
export type SpeechState = 'idle' | 'speaking' | 'paused' | 'ended' | 'failed'

export interface SpeechHooks {
  /** Text between two offsets; lines that end within a paragraph end with LINE_IN_PARAGRAPH. */
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
  readonly #whole: TextSpan
  #voice: SpeechSynthesisVoice | undefined
  #rate = 1
  #sentences: Sentence[] = []
  #at = 0
  #loadedTo = 0
  /** Does a paragraph begin where the sentences known end? */
  #opensNext = true
  /** Only the newest utterance is listened to. */
  #turn = 0

  /** @param whole all there is to read. */
  constructor(speech: Speech, hooks: SpeechHooks, language: string, whole: TextSpan) {
    this.#speech = speech
    this.#hooks = hooks
    this.#language = language
    this.#whole = whole
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
    const from = Math.max(this.#whole.start, offset - 1000)
    this.#loadedTo = from
    this.#opensNext = from === this.#whole.start
    this.#at = 0
    const turn = ++this.#turn
    await this.#load()
    if (turn !== this.#turn) return
    this.#sentences = this.#withoutHalf(this.#sentences, from, offset)
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
    const turn = ++this.#turn
    if (by === 1 || this.#at > 0 || (await this.#loadBefore(turn))) this.#at += by
    if (turn === this.#turn) await this.#saySoon()
  }

  /**
   * To the beginning of the next paragraph; or back to the beginning of this one, and from there to the one before.
   */
  async skipParagraph(by: 1 | -1): Promise<void> {
    const found = await (by === 1 ? this.#toNextOpening() : this.#toOpeningBefore())
    if (found) this.#say()
  }

  stop(): void {
    this.#turn++
    this.#speech.synthesis.cancel()
    this.#hooks.onWord(undefined)
    this.#hooks.onState('idle')
  }

  /** Stands at the next beginning of a paragraph, or behind the last sentence. False when something else was asked meanwhile. */
  async #toNextOpening(): Promise<boolean> {
    const turn = ++this.#turn
    for (let from = this.#at + 1; ; ) {
      const found = this.#sentences.findIndex(({ opens }, at) => at >= from && opens)
      if (found !== -1 || this.#loadedTo >= this.#whole.end) {
        this.#at = found === -1 ? this.#sentences.length : found
        return true
      }
      from = Math.max(from, this.#sentences.length)
      await this.#load()
      if (turn !== this.#turn) return false
    }
  }

  /** Stands at the last beginning of a paragraph before. False when something else was asked meanwhile. */
  async #toOpeningBefore(): Promise<boolean> {
    const turn = ++this.#turn
    do {
      const found = this.#sentences.findLastIndex(({ opens }, at) => at < this.#at && opens)
      // Where nothing is before, the first sentence is as far back as one gets.
      this.#at = Math.max(0, found)
      if (found !== -1) return true
    } while (await this.#loadBefore(turn))
    return turn === this.#turn
  }

  async #load(): Promise<void> {
    const from = this.#loadedTo
    const text = await this.#hooks.textOf(from, Math.min(this.#whole.end, from + SPEECH_CHUNK))
    const whole = from + text.length >= this.#whole.end
    const sentences = sentencesOf(text, from, this.#language, this.#opensNext)
    // The last sentence may go on in the next piece, unless it is all there is.
    const last = whole || sentences.length < 2 ? undefined : sentences.pop()
    this.#sentences.push(...sentences)
    this.#loadedTo = last?.start ?? from + Math.max(1, text.length)
    this.#opensNext = last?.opens ?? text.slice(text.trimEnd().length).includes('\n')
  }

  /**
   * Learns the sentences before the first one known, since reading began in the middle of the article, and stands
   * where it stood. False when there are none, or something else was asked meanwhile.
   */
  async #loadBefore(turn: number): Promise<boolean> {
    const first = this.#sentences[0]
    if (!first || first.start <= this.#whole.start) return false
    const from = Math.max(this.#whole.start, first.start - SPEECH_CHUNK / 2)
    const text = await this.#hooks.textOf(from, Math.min(this.#whole.end, from + SPEECH_CHUNK))
    if (turn !== this.#turn) return false
    const all = sentencesOf(text, from, this.#language, from === this.#whole.start)
    const sentences = this.#withoutHalf(all, from, first.start - 1)
    // The first one known may have been no more than the end of a sentence: that one begins before it.
    const before = sentences.findLastIndex((sentence) => sentence.start < first.start)
    if (before === -1) return false
    // With the one stood at: only now it is known whether a paragraph begins with it.
    this.#sentences = sentences.slice(0, before + 2)
    this.#at = before + 1
    this.#loadedTo = this.#sentences.at(-1)!.end
    this.#opensNext = false
    return true
  }

  async #saySoon(): Promise<void> {
    const turn = ++this.#turn
    while (this.#at >= this.#sentences.length && this.#loadedTo < this.#whole.end) {
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

  /** A piece from the middle of the text may begin with the end of a sentence: it is left out where it is not asked for. */
  #withoutHalf(sentences: Sentence[], from: number, wanted: number): Sentence[] {
    const second = sentences[1]
    return from > this.#whole.start && second && second.start <= wanted ? sentences.slice(1) : sentences
  }
}
