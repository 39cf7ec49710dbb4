/** File and line of the first caller outside this package, as `stsb.ts:12`'s full path; `undefined` when the stack does not tell. */
export const callSite = (): string | undefined => {
  const frames = (new Error().stack?.split('\n').slice(1) ?? []).map(position)
  // The first frame is this file, in the sources where source maps are in use.
  const here = frames[0]?.path.slice(0, frames[0].path.lastIndexOf('/') + 1)
  const outside = frames.find(frame => frame !== undefined && here !== undefined && !frame.path.startsWith(here))
  return outside === undefined ? undefined : `${outside.path}:${outside.line}`
}

const position = (frame: string): { readonly path: string; readonly line: string } | undefined => {
  const found = /\(?(?:file:\/\/)?(\/[^()]+?):(\d+):\d+\)?$/.exec(frame.trim())
  return found === null ? undefined : { path: found[1]!, line: found[2]! }
}
