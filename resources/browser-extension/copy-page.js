// Copies what a page shows into a document in which nothing runs and nothing is fetched: with the words of its shadow
// roots, what it drew on canvases, and the frames of its own site that it is read in.

// Nothing is named outside: the button may be pressed twice on one page.
;(() => {
  // A smaller drawing is a sign, and one smaller than this share of the window a frame beside the article.
  const SMALLEST_DRAWING = 64
  const SMALLEST_FRAME = 1 / 3
  const DEEPEST = 8

  /**
   * @param {Element} root of a document that is shown
   * @returns its copy, and every picture in it beside the picture that is shown
   */
  globalThis.copyOfPage = (root) => {
    const paper = document.implementation.createHTMLDocument('')
    const pictures = []

    const copyOf = (shown, depth) => {
      const copy = paper.importNode(shown, true)
      // Two trees of one shape: the order of their elements is the same.
      const copied = [...copy.querySelectorAll('*')]
      const pairs = [...shown.querySelectorAll('*')].map((one, index) => [one, copied[index]])
      if (shown.nodeType === Node.ELEMENT_NODE) pairs.unshift([shown, copy])
      for (const [one, twin] of pairs) {
        if (!twin) continue
        const shadow = depth < DEEPEST ? shadowOf(one) : null
        if (one.localName === 'img') pictures.push({ shown: one, copy: twin })
        else if (one.localName === 'a') followable(one, twin)
        else if (one.localName === 'canvas') drawn(one, twin)
        else if (one.matches('[role="img"][aria-label]')) painted(one, twin)
        else if (/^i?frame$/.test(one.localName) && depth < DEEPEST) framed(one, twin, depth)
        if (shadow) twin.prepend(declared(shadow, depth))
      }
      return copy
    }

    const declared = (shadow, depth) => {
      const template = paper.createElement('template')
      template.setAttribute('shadowrootmode', 'open')
      for (const child of shadow.childNodes) template.content.append(tidy(copyOf(child, depth + 1)))
      return template
    }

    const framed = (frame, twin, depth) => {
      const body = bodyOf(frame)
      const isMain = frame.localName === 'frame' || areaOf(frame) >= SMALLEST_FRAME * innerWidth * innerHeight
      if (!body?.textContent.trim() || !isMain) return
      const part = paper.createElement('div')
      part.append(...copyOf(body, depth + 1).childNodes)
      twin.replaceWith(part)
    }

    // A style sheet's picture behind an element that calls itself one.
    const painted = (one, twin) => {
      const source = /^url\("(.*)"\)$/.exec(getComputedStyle(one).backgroundImage)?.[1]
      if (!source || one.textContent.trim()) return
      const image = paper.createElement('img')
      image.setAttribute('alt', one.getAttribute('aria-label'))
      twin.replaceWith(image)
      pictures.push({ shown: { src: source }, copy: image })
    }

    const drawn = (canvas, twin) => {
      const { width, height } = canvas
      if (width < SMALLEST_DRAWING || height < SMALLEST_DRAWING) return
      const empty = Object.assign(document.createElement('canvas'), { width, height })
      try {
        const source = canvas.toDataURL()
        if (source === empty.toDataURL()) return
        const image = paper.createElement('img')
        image.setAttribute('src', source)
        image.setAttribute('alt', canvas.getAttribute('aria-label') ?? canvas.textContent.trim())
        twin.replaceWith(image)
      } catch {
        // Drawn with another site's pictures, which the page may show and not read.
      }
    }

    const copy = copyOf(root, 0)
    const frames = copy.querySelector('frameset')
    if (frames) {
      const body = paper.createElement('body')
      body.append(...frames.querySelectorAll('div'))
      frames.replaceWith(body)
    }
    return { copy: tidy(copy), pictures }
  }

  /** Takes away what runs, what frames and what was typed. */
  function tidy(copy) {
    if (copy.nodeType !== Node.ELEMENT_NODE) return copy
    if (copy.matches(UNREAD)) return ''
    for (const one of copy.querySelectorAll(UNREAD)) one.remove()
    for (const one of [copy, ...copy.querySelectorAll('*')])
      for (const { name } of [...one.attributes]) if (/^on/i.test(name)) one.removeAttribute(name)
    return copy
  }

  const UNREAD =
    'script:not([type="application/ld+json"]),iframe,frame,object,embed,link[rel~="stylesheet"],style,noscript,input,textarea,select,datalist'

  /** Also a closed one, as far as the browser lets extensions see it. */
  function shadowOf(element) {
    try {
      const seen = globalThis.chrome?.dom?.openOrClosedShadowRoot?.(element)
      return seen ?? element.openOrClosedShadowRoot ?? element.shadowRoot
    } catch {
      return element.shadowRoot
    }
  }

  /** Of a frame of another site nothing may be read. */
  function bodyOf(frame) {
    try {
      return frame.contentDocument?.body ?? null
    } catch {
      return null
    }
  }

  function areaOf(element) {
    const { width, height } = element.getBoundingClientRect()
    return width * height
  }

  function followable(link, twin) {
    if (!link.hasAttribute('href')) return
    try {
      twin.setAttribute('href', new URL(link.getAttribute('href'), link.baseURI).href)
    } catch {
      // No address: left as it is.
    }
  }
})()
