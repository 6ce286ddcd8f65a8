// The words below the button when a page was not saved; which ones, the address says.
const api = globalThis.browser ?? globalThis.chrome
document.documentElement.lang = api.i18n.getUILanguage()
document.querySelector('p').textContent = api.i18n.getMessage(location.search.slice(1))
