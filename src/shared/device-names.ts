/** Of Windows, with the digits that look like others (Microsoft, "Naming Files, Paths, and Namespaces"). */
const devices = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])$/i

/**
 * Whether Windows takes a file's name for one of its devices, whatever its ending and folder: `NUL`, `con.txt`,
 * `Com1 .md`.
 */
export function isDeviceName(name: string): boolean {
  return devices.test(name.split(/[.:]/)[0]!.trimEnd())
}

/** Whether a Windows path leads to a device and not into a folder of files. */
export function isDevicePath(path: string): boolean {
  return /^[\\/]{2}[.?][\\/](?![a-z]:[\\/]|unc[\\/])/i.test(path) || isDeviceName(path.split(/[\\/]/).at(-1)!)
}
