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

  const copy = document.documentElement.cloneNode(true)
  const shown = [...document.images]
  const copied = [...copy.querySelectorAll('img')]
  const patience = AbortSignal.timeout(PATIENCE_MS)
  let size = 0
  await Promise.all(
    copied.slice(0, MOST_PICTURES).map(async (image, index) => {
      const source = shown[index]?.currentSrc || shown[index]?.src || ''
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
      } catch {
        // Another site's picture that this page may show and not read.
      }
    })
  )
  for (const one of copy.querySelectorAll(
    'script:not([type="application/ld+json"]),iframe,frame,object,embed,link[rel~="stylesheet"],style,noscript,input,textarea,select,datalist'
  ))
    one.remove()
  for (const one of copy.querySelectorAll('*'))
    for (const { name } of [...one.attributes]) if (/^on/i.test(name)) one.removeAttribute(name)
  for (const link of copy.querySelectorAll('a[href]')) {
    try {
      link.setAttribute('href', new URL(link.getAttribute('href'), document.baseURI).href)
    } catch {
      // No address: left as it is.
    }
  }
  const head =
    copy.querySelector('head') ?? copy.insertBefore(document.createElement('head'), copy.firstChild)
  for (const one of head.querySelectorAll('meta[charset],meta[http-equiv],base')) one.remove()
  const charset = document.createElement('meta')
  charset.setAttribute('charset', 'utf-8')
  head.prepend(charset)
  const address = location.href.replace(/-->/g, '--%3E')
  const mark = `<!-- saved from url=(${String(address.length).padStart(4, '0')})${address} -->`
  const name = fileName(document.title || location.hostname) || 'Page'
  return { name, html: `<!doctype html>\n${mark}\n${copy.outerHTML}` }

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
