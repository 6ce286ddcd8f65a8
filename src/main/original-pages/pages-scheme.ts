/** Where the window that draws pages lives; no other session knows it. */
export const PAGES_SCHEME = 'pages'
