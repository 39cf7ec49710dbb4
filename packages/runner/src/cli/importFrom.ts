import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fromFolder } from './typescript.js'

/** Imports by a name as a module in that folder would: packages are found from there, not from where siamese lies. While TypeScript is read. */
export const importFrom = (folder: string, name: string): Promise<Readonly<Record<string, unknown>>> =>
  import(`${fromFolder}${[pathToFileURL(join(folder, 'siamese.js')).href, name].map(encodeURIComponent).join(',')}`)
