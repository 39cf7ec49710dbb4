import { join } from 'node:path'
import { constants, Script } from 'node:vm'

/** Imports by a name as a module in that folder would: packages are found from there, not from where siamese lies. */
export const importFrom = (folder: string, name: string): Promise<Readonly<Record<string, unknown>>> =>
  new Script('name => import(name)', {
    filename: join(folder, 'siamese.js'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext()(name)
