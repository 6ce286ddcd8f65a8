// Runs when the button is pressed, on the page that is shown, and on no other.
const api = globalThis.browser ?? globalThis.chrome

api.action.onClicked.addListener(async (tab) => {
  try {
    await show(tab.id, '…', '')
    await saveWhatIsShown(tab)
    await show(tab.id, '✓', '')
  } catch (error) {
    await tell(tab.id, reasons.includes(error?.message) ? error.message : 'notSaved')
  }
  setTimeout(() => show(tab.id, '', ''), 5000)
})

// Names of sentences in _locales.
const reasons = ['closedPage', 'emptyPage', 'notSaved']

async function saveWhatIsShown(tab) {
  const page = await read(tab)
  if (page.empty) throw new Error('emptyPage')
  if (page.file) return download(page.file, `${page.name.replace(/\.pdf$/i, '')}.pdf`)
  // Chrome's workers cannot make an address for a blob; Firefox takes no data: address for a download.
  const blob = new Blob([page.html], { type: 'text/html' })
  const hasBlobs = typeof URL.createObjectURL === 'function'
  const url = hasBlobs
    ? URL.createObjectURL(blob)
    : `data:text/html;base64,${base64(new Uint8Array(await blob.arrayBuffer()))}`
  await download(url, `${page.name}.html`)
  if (hasBlobs) URL.revokeObjectURL(url)
}

async function read(tab) {
  try {
    const [answer] = await api.scripting.executeScript({
      target: { tabId: tab.id },
      files: ['copy-page.js', 'save-page.js']
    })
    if (answer?.result) return answer.result
  } catch {
    // Pages of the browser itself may not be read by extensions, nor its viewer of PDFs.
  }
  const name = /^https?:.*?([^/?#]+)\.pdf(?:[?#]|$)/i.exec(tab.url ?? '')?.[1]
  if (!name) throw new Error('closedPage')
  return { name: name.replace(/%[0-9a-f]{2}|[^\p{L}\p{N} _-]/giu, '_'), file: tab.url }
}

/** Into a folder of its own, so that Lectern can be told to watch it. Ends when the file is there. */
async function download(url, name) {
  const id = await api.downloads.download({
    url,
    filename: `Lectern/${name}`,
    conflictAction: 'uniquify',
    saveAs: false
  })
  for (;;) {
    const [item] = await api.downloads.search({ id })
    if (item?.state === 'complete') return
    if (item?.state !== 'in_progress') throw new Error('notSaved')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function base64(bytes) {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}

/** Says why nothing was saved, below the button; where the browser does not open that, the button's own words do. */
async function tell(tabId, reason) {
  await show(tabId, '!', api.i18n.getMessage(reason))
  try {
    await api.action.setPopup({ tabId, popup: `not-saved.html?${reason}` })
    await api.action.openPopup()
  } catch {
    // An older browser, or its window is not in front.
  } finally {
    await api.action.setPopup({ tabId, popup: '' }).catch(() => {})
  }
}

/** The tab may be gone by then. */
async function show(tabId, sign, title) {
  await Promise.all([
    api.action.setBadgeText({ tabId, text: sign }),
    api.action.setTitle({ tabId, title: title || api.i18n.getMessage('name') })
  ]).catch(() => {})
}
