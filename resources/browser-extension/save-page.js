// Gives the page as it is shown now as one HTML file: no scripts, no frames, the address it came from, and its
// pictures as far as the page itself may read them; the others keep their addresses.
;(async () => {
  const MOST_PICTURES = 300
  const LARGEST_PICTURE = 10 * 1024 * 1024
  const LARGEST_PAGE = 60 * 1024 * 1024

  const copy = document.documentElement.cloneNode(true)
  const shown = [...document.images]
  const copied = [...copy.querySelectorAll('img')]
  let size = 0
  await Promise.all(
    copied.slice(0, MOST_PICTURES).map(async (image, index) => {
      const source = shown[index]?.currentSrc || shown[index]?.src || ''
      if (!source) return
      image.removeAttribute('srcset')
      image.setAttribute('src', source)
      if (!/^(?:https?|blob):/.test(source)) return
      try {
        const blob = await (await fetch(source)).blob()
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
    'script:not([type="application/ld+json"]),iframe,frame,object,embed,link[rel~="stylesheet"],style,noscript'
  ))
    one.remove()
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
  const name =
    (document.title || location.hostname)
      .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|~]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[. ]+|[. ]+$/g, '')
      .slice(0, 100) || 'Page'
  return { name, html: `<!doctype html>\n${mark}\n${copy.outerHTML}` }

  function dataUrl(blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader()
      reader.onload = () => resolve(reader.result)
      reader.onerror = reject
      reader.readAsDataURL(blob)
    })
  }
})()
