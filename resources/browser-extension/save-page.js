// Gives the page as it is shown now as one HTML file: no scripts, no frames, nothing that was typed into it or that
// it keeps hidden in its forms, the address it came from, and its pictures as far as the page itself may read them;
// the others keep their addresses.
;(async () => {
  const MOST_PICTURES = 300
  const LARGEST_PICTURE = 10 * 1024 * 1024
  const LARGEST_PAGE = 60 * 1024 * 1024
  // A picture whose server does not answer keeps its address; the page does not wait for it.
  const PATIENCE_MS = 20_000
  // A file system's name has 255 bytes at most; the browser adds a number and the ending.
  const LONGEST_NAME = 200
  // Where pages keep the address of a picture that they have not shown yet.
  const LATER = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-url']

  const name = fileName(document.title || lastPart(location.pathname) || location.hostname) || 'Page'
  // The browser's viewer is no page; the file that it shows is what is wanted.
  if (document.contentType === 'application/pdf') return { name, file: location.href }

  const { copy, pictures } = globalThis.copyOfPage(document.documentElement)
  const patience = AbortSignal.timeout(PATIENCE_MS)
  let size = 0
  await Promise.all(pictures.slice(0, MOST_PICTURES).map(keep))

  const head =
    copy.querySelector('head') ?? copy.insertBefore(copy.ownerDocument.createElement('head'), copy.firstChild)
  for (const one of head.querySelectorAll('meta[charset],meta[http-equiv],base')) one.remove()
  const charset = copy.ownerDocument.createElement('meta')
  charset.setAttribute('charset', 'utf-8')
  head.prepend(charset)
  // The page that a browser makes to show a text, which no other sign tells from a page of code.
  if (document.contentType === 'text/plain') copy.setAttribute('data-content-type', 'text/plain')
  const html = copy.outerHTML
  if (!hasContent(copy)) return { name, empty: true }
  const address = location.href.replace(/-->/g, '--%3E')
  const mark = `<!-- saved from url=(${String(address.length).padStart(4, '0')})${address} -->`
  return { name, html: `<!doctype html>\n${mark}\n${html}` }

  async function keep({ shown, copy: image }) {
    const source = sourceOf(shown)
    if (!source) return
    image.removeAttribute('srcset')
    image.setAttribute('src', source)
    if (!/^(?:https?|blob):/.test(source)) return
    try {
      const blob = await (await fetch(source, { signal: patience })).blob()
      if (!blob.type.startsWith('image/') || blob.size > LARGEST_PICTURE || size + blob.size > LARGEST_PAGE)
        return
      size += blob.size
      image.setAttribute('src', await dataUrl(blob))
      // What came is the one that counts.
      for (const attribute of [...LATER, 'data-srcset']) image.removeAttribute(attribute)
      for (const other of image.closest('picture')?.querySelectorAll('source') ?? []) other.remove()
    } catch {
      // Another site's picture that this page may show and not read.
    }
  }

  /** Of a picture in whose place still stands a dot, the one that was meant. */
  function sourceOf(image) {
    const source = image.currentSrc || image.src
    if (source && !(source.startsWith('data:') && image.naturalWidth <= 2 && image.naturalHeight <= 2))
      return source
    const later = LATER.map((attribute) => image.getAttribute(attribute)).find(Boolean)
    return later ? (URL.parse(later, image.baseURI)?.href ?? source) : source
  }

  function hasContent(root) {
    const body = root.querySelector('body') ?? root
    if (body.textContent.trim() || body.querySelector('img,svg,math')) return true
    return [...body.querySelectorAll('template')].some(({ content }) => content.textContent.trim())
  }

  function lastPart(path) {
    try {
      const last = decodeURIComponent(path).split('/').findLast(Boolean)
      return last?.replace(/\.(?:x?html?|pdf)$/i, '')
    } catch {
      return ''
    }
  }

  function fileName(text) {
    const words = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|~]+/gu, ' ').replace(/\s+/g, ' ')
    let short = ''
    let bytes = 0
    for (const letter of words.replace(/^[. ]+/, '')) {
      bytes += new TextEncoder().encode(letter).length
      if (bytes > LONGEST_NAME) break
      short += letter
    }
    return short.replace(/[. ]+$/, '')
  }

  function dataUrl(blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader()
      reader.onload = () => resolve(reader.result)
      reader.onerror = reject
      reader.readAsDataURL(blob)
    })
  }
})()
