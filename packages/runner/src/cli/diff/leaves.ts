/** Values by their paths: `origin.source`, `columns.score`. A list of plain values is one value; a file goes by its name, and is its hash. */
export type Leaves = Readonly<Record<string, Plain>>
export type Plain = string | number | boolean | null | readonly (string | number | boolean | null)[]

export const leaves = (value: unknown, path = ''): Leaves => {
  if (value === undefined) return {}
  if (isPlain(value)) return { [path]: value }
  if (Array.isArray(value) && value.every(isFile))
    return Object.assign(
      {},
      ...value.map(({ path: name, sha256 = 'not hashed', ...rest }) => ({
        [`${path}[${name}]`]: sha256,
        ...leaves(rest, `${path}[${name}]`),
      })),
    )
  const entries = Array.isArray(value)
    ? value.map((each, i) => [`${path}[${i}]`, each] as const)
    : Object.entries(value as object).map(([key, each]) => [path === '' ? key : `${path}.${key}`, each] as const)
  return Object.assign({}, ...entries.map(([key, each]) => leaves(each, key)))
}

const isFile = (value: unknown): value is { readonly path: string; readonly sha256?: string } =>
  typeof value === 'object' && value !== null && typeof (value as { readonly path?: unknown }).path === 'string'
const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)
const isPlain = (value: unknown): value is Plain => isScalar(value) || (Array.isArray(value) && value.every(isScalar))

export const equal = (a: Plain | undefined, b: Plain | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)
