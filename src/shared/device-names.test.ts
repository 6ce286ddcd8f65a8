import { expect, it } from 'vitest'
import { isDeviceName, isDevicePath } from './device-names.ts'

it.each([
  'CON',
  'nul',
  'Aux.txt',
  'prn.tar.gz',
  'COM1',
  'lpt9.md',
  'com¹.html',
  'CONIN$',
  'nul .txt',
  'NUL:'
])('%s is a device of Windows', (name) => expect(isDeviceName(name)).toBe(true))

it.each([
  'contents.txt',
  'con-job.md',
  'com10.txt',
  'null',
  'my nul.txt',
  'auxiliary',
  'console',
  '.con',
  'lpt'
])('%s is a name like any other', (name) => expect(isDeviceName(name)).toBe(false))

it.each([
  ['C:\\Texts\\NUL', true],
  ['C:\\Texts\\con.txt', true],
  ['\\\\.\\PhysicalDrive0', true],
  ['\\\\?\\GLOBALROOT\\Device\\Null', true],
  ['//./pipe/lectern', true],
  ['\\\\?\\C:\\Texts\\long.txt', false],
  ['\\\\?\\UNC\\server\\share\\a.txt', false],
  ['\\\\server\\share\\a.txt', false],
  ['C:\\con\\a.txt', false]
])('%s leads to a device: %s', (path, expected) => expect(isDevicePath(path)).toBe(expected))
