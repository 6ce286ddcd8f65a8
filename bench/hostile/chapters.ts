import { book, page as chapter, container, opf } from '../../src/main/import/fixtures/epub.ts'

/**
 * A book of one chapter for each body.
 * @param pictures drawings that lie beside the chapters, as `../pic/d<index>.svg`
 */
export function bookOf(
  title: string,
  bodies: readonly string[],
  pictures: readonly string[] = []
): Uint8Array {
  const items = [
    ...bodies.map(
      (_, at) => `<item id="x${at}" href="text/x${at}.html" media-type="application/xhtml+xml"/>`
    ),
    ...pictures.map((_, at) => `<item id="d${at}" href="pic/d${at}.svg" media-type="image/svg+xml"/>`)
  ]
  const spine = bodies.map((_, at) => `<itemref idref="x${at}"/>`)
  const files: Record<string, string> = {
    'META-INF/container.xml': container,
    'OPS/book.opf': opf('3.0', items.join(''))
      .replace('The Salt Road', title)
      .replace(/<spine[\s\S]*<\/spine>/, () => `<spine>${spine.join('')}</spine>`)
  }
  bodies.forEach((body, at) => {
    files[`OPS/text/x${at}.html`] = chapter(body)
  })
  pictures.forEach((svg, at) => {
    files[`OPS/pic/d${at}.svg`] = `<?xml version="1.0"?>\n${svg}`
  })
  return book(files)
}
