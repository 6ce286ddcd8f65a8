import { textFromStored } from './stored-text.ts'

/** Deeper nesting than any importer makes; beyond it a file was made by hand to break something. */
const MAX_DEPTH = 300

/** An opening or closing tag. */
export interface Tag {
  name: string
  closing: boolean
  attributes: ReadonlyMap<string, string>
}

/** Goes through stored HTML from tag to tag. Every step throws a SyntaxError at what `build-body.ts` does not write. */
export class StoredTags {
  readonly #html: string
  #at = 0
  #depth = 0
  readonly #attribute = / ([a-z-]+)="([^"<>]*)"/y
  readonly #tag = /<(\/?)([a-z][a-z0-9]*)/y
  readonly #text = /[^<>"]*/y

  constructor(html: string) {
    this.#html = html
  }

  get atEnd(): boolean {
    return this.#at >= this.#html.length
  }

  refuse(): never {
    throw new SyntaxError(`Not stored HTML at ${this.#at}`)
  }

  /** The tag that stands here, which is not passed; undefined when none does. */
  peek(): Tag | undefined {
    const start = this.#at
    const tag = this.#html[start] === '<' ? this.next() : undefined
    this.#at = start
    return tag
  }

  next(): Tag {
    this.#tag.lastIndex = this.#at
    const opened = this.#tag.exec(this.#html)
    if (!opened) this.refuse()
    this.#at = this.#tag.lastIndex
    const attributes = new Map<string, string>()
    for (;;) {
      this.#attribute.lastIndex = this.#at
      const found = this.#attribute.exec(this.#html)
      if (!found) break
      attributes.set(found[1] ?? '', this.#decode(found[2] ?? ''))
      this.#at = this.#attribute.lastIndex
    }
    if (this.#html[this.#at] !== '>') this.refuse()
    this.#at++
    return { name: opened[2] ?? '', closing: opened[1] === '/', attributes }
  }

  /** Passes the opening tag that must stand here. */
  open(name: string): Tag {
    const tag = this.next()
    return tag.closing || tag.name !== name ? this.refuse() : tag
  }

  /** Passes the closing tag that must stand here. */
  close(name: string): void {
    const tag = this.next()
    if (!tag.closing || tag.name !== name) this.refuse()
  }

  /** Passes elements up to the closing tag of `end`, which is passed too; `take` gets each one's opening tag. */
  each(end: string, take: (tag: Tag) => void): void {
    for (;;) {
      const tag = this.next()
      if (tag.closing) {
        if (tag.name !== end) this.refuse()
        return
      }
      take(tag)
    }
  }

  /** The text up to the next tag; may be empty. */
  text(): string {
    this.#text.lastIndex = this.#at
    const text = this.#text.exec(this.#html)?.[0] ?? ''
    const decoded = this.#decode(text)
    this.#at += text.length
    return decoded
  }

  /** Passes the line end between two blocks of the body. */
  lineEnd(): void {
    if (this.#html[this.#at++] !== '\n') this.refuse()
  }

  /** Reads what stands inside of something, which may not go on for ever. */
  deeper<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) this.refuse()
    const value = read()
    this.#depth--
    return value
  }

  #decode(text: string): string {
    return textFromStored(text, () => this.refuse())
  }
}
