// Runs when the button is pressed, on the page that is shown, and on no other.
const api = globalThis.browser ?? globalThis.chrome

api.action.onClicked.addListener(async (tab) => {
  try {
    const [answer] = await api.scripting.executeScript({ target: { tabId: tab.id }, files: ['save-page.js'] })
    if (!answer?.result) throw new Error('nothing came back')
    await save(answer.result)
    await say(tab.id, '✓')
  } catch {
    // Pages of the browser itself may not be read by extensions.
    await say(tab.id, '!')
  }
})

async function save({ name, html }) {
  // Chrome's workers cannot make an address for a blob; Firefox takes no data: address for a download.
  const blob = new Blob([html], { type: 'text/html' })
  const hasBlobs = typeof URL.createObjectURL === 'function'
  const url = hasBlobs
    ? URL.createObjectURL(blob)
    : `data:text/html;base64,${base64(new Uint8Array(await blob.arrayBuffer()))}`
  // A folder of its own, so that Lectern can be told to watch it.
  await api.downloads.download({
    url,
    filename: `Lectern/${name}.html`,
    conflictAction: 'uniquify',
    saveAs: false
  })
  if (hasBlobs) setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

function base64(bytes) {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}

async function say(tabId, sign) {
  await api.action.setBadgeText({ tabId, text: sign })
  setTimeout(() => api.action.setBadgeText({ tabId, text: '' }), 3000)
}
