import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import {
  type Command,
  type CommandId,
  type CommandMenu,
  commands,
  commandTitle,
  SELECT_ALL
} from '../shared/commands.ts'
import { translate } from './translate.ts'

/**
 * The native menu, with every command that names a menu. A click runs the command in the window.
 * @returns what the menus are called
 */
export function installMenu(
  run: (command: CommandId | typeof SELECT_ALL) => void,
  platform: NodeJS.Platform = process.platform
): string[] {
  const items = (menu: CommandMenu): MenuItemConstructorOptions[] =>
    commands.filter((command: Command) => command.menu === menu).map((command) => item(command, run))
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const template: MenuItemConstructorOptions[] = [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: translate('menu.file'),
      submenu: [
        ...items('file'),
        separator,
        platform === 'darwin'
          ? { role: 'close', label: translate('menu.close') }
          : { role: 'quit', label: translate('menu.quit') }
      ]
    },
    {
      label: translate('menu.edit'),
      submenu: [
        ...items('edit'),
        separator,
        { role: 'cut', label: translate('menu.cut') },
        { role: 'copy', label: translate('menu.copy') },
        { role: 'paste', label: translate('menu.paste') },
        {
          label: translate('menu.selectAll'),
          // Not the role: it would walk through every letter of a book, and tick no row of a list.
          click: () => run(SELECT_ALL),
          accelerator: 'CmdOrCtrl+A',
          registerAccelerator: false
        }
      ]
    },
    {
      label: translate('menu.view'),
      submenu: [
        ...items('view'),
        separator,
        { role: 'zoomIn', label: translate('menu.zoomIn') },
        { role: 'zoomOut', label: translate('menu.zoomOut') },
        { role: 'resetZoom', label: translate('menu.resetZoom') },
        { role: 'togglefullscreen', label: translate('menu.fullScreen') }
      ]
    },
    { label: translate('menu.go'), submenu: items('go') },
    { label: translate('menu.article'), submenu: items('article') },
    { label: translate('menu.help'), role: 'help', submenu: items('help') }
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  app.setAboutPanelOptions({ applicationName: 'Lectern', applicationVersion: app.getVersion() })
  return template.map(({ label = '' }) => label)
}

function item(
  command: Command & { id: CommandId },
  run: (command: CommandId) => void
): MenuItemConstructorOptions {
  const shortcut = command.keys?.find((keys) => keys.startsWith('Mod+'))
  return {
    label: translate(commandTitle(command.id)),
    click: () => run(command.id),
    // Shown only: the window hears the key itself, and knows when a text field should have it.
    ...(shortcut && { accelerator: shortcut.replace('Mod', 'CmdOrCtrl'), registerAccelerator: false })
  }
}
