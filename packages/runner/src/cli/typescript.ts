import * as hooks from 'node:module'

/** Makes `import` read TypeScript, on every Node version; what comes back undoes it. */
export const readTypeScript = async (): Promise<() => Promise<void>> => {
  const { register } = await import('tsx/esm/api')
  const unregister = register()
  hooks.register(`data:text/javascript,${encodeURIComponent(asModules)}`)
  return unregister
}

/** A .ts file is an ES module wherever it lies: no package.json has to say so. */
const asModules = `export const resolve = async (name, context, next) => {
  const found = await next(name, context)
  return found.format === 'commonjs' && /\\.ts(\\?|$)/.test(found.url) ? { ...found, format: 'module' } : found
}`
