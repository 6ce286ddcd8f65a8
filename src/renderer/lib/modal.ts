/** Is a dialog open that keeps all else out of reach? One that is fading away is not. */
export const isModalOpen = () => document.querySelector('[data-modal]:not([data-ending-style])') !== null

/** Waits for an open dialog to be closed: what is half written in it is not to be taken away. */
export function afterModal(): Promise<void> {
  if (!isModalOpen()) return Promise.resolve()
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (isModalOpen()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ['data-ending-style']
    })
  })
}
