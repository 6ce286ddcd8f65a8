/** What the checks of written XHTML use of jsdom. */
declare module 'jsdom' {
  export interface XmlElement {
    id: string
    tagName: string
    textContent: string | null
    firstElementChild: XmlElement | null
    lastElementChild: XmlElement | null
    getAttribute(name: string): string | null
    querySelector(selector: string): XmlElement | null
    querySelectorAll(selector: string): Iterable<XmlElement>
  }
  export interface XmlDocument {
    title: string
    documentElement: XmlElement
    querySelector(selector: string): XmlElement | null
    querySelectorAll(selector: string): Iterable<XmlElement>
  }
  export class JSDOM {
    constructor(markup: string, options: { contentType: string })
    window: { document: XmlDocument }
  }
}
