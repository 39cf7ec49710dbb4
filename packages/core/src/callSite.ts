const here = import.meta.url.slice(0, import.meta.url.lastIndexOf('/') + 1)

/** File and line of the first caller outside this package, as `stsb.ts:12`'s full path; `undefined` when the stack does not tell. */
export const callSite = (): string | undefined => {
  const frames = new Error().stack?.split('\n').slice(1) ?? []
  const outside = frames.find(frame => !frame.includes(here) && !frame.includes(here.replace('file://', '')))
  const found = outside === undefined ? null : /\(?((?:file:\/\/)?\/[^()]+?):(\d+):\d+\)?$/.exec(outside.trim())
  return found === null ? undefined : `${found[1]!.replace('file://', '')}:${found[2]}`
}
