/**
 * A precompiled_charsmap as SentencePiece writes one: the size of a double-array trie in bytes, the trie, and the results, each ended by
 * a zero byte. A node has its byte below, bit 8 where a piece ends, and from bit 10 on what leads to its children.
 */
export const charsMapOf = (entries: readonly (readonly [piece: string, result: string])[]): string => {
  const utf8 = new TextEncoder()
  const results: number[] = []
  const root: Branch = { children: new Map() }
  for (const [piece, result] of entries) {
    let branch = root
    for (const byte of utf8.encode(piece)) {
      const child: Branch = branch.children.get(byte) ?? { children: new Map() }
      branch.children.set(byte, child)
      branch = child
    }
    branch.value = results.length
    results.push(...utf8.encode(result), 0)
  }
  const nodes: number[] = [0]
  const taken = new Set([0])
  let free = 1
  const place = (branch: Branch, at: number, byte: number) => {
    const labels = [...(branch.value === undefined ? [] : [0]), ...branch.children.keys()]
    while (taken.has(free)) free++
    let base = free ^ labels[0]!
    for (let start = free; base === 0 || labels.some(label => taken.has(base ^ label)); ) base = ++start ^ labels[0]!
    for (const label of labels) taken.add(base ^ label)
    nodes[at] = (((base ^ at) << 10) | (branch.value === undefined ? 0 : 1 << 8) | byte) >>> 0
    if (branch.value !== undefined) nodes[base] = (branch.value | (1 << 31)) >>> 0
    for (const [label, child] of branch.children) place(child, base ^ label, label)
  }
  place(root, 0, 0)
  const count = 256 * Math.ceil((1 + Math.max(...taken)) / 256)
  const bytes = new Uint8Array(4 + 4 * count + results.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 4 * count, true)
  for (const at of taken) view.setUint32(4 + 4 * at, nodes[at]!, true)
  bytes.set(results, 4 + 4 * count)
  return Buffer.from(bytes).toString('base64')
}

interface Branch {
  value?: number
  readonly children: Map<number, Branch>
}

/** As SentencePiece's `nmt_nfkc`, as far as this Node knows it: compatibility forms, letters with their accents, and no controls. */
export const likeNfkc = (): string => {
  const singles = Array.from({ length: 0xfff0 }, (_, code) => code)
    .filter(code => code < 0xd800 || code >= 0xf900)
    .map(code => String.fromCharCode(code))
  const changed = singles
    .filter(each => each.normalize('NFKC') !== each)
    .map(each => [each, each.normalize('NFKC')] as const)
  const composed = singles
    .filter(each => each.normalize('NFD') !== each && each.normalize('NFC') === each)
    .map(each => [each.normalize('NFD'), each] as const)
  const dropped = ['\u0001', '\u0007', '\u007f', '\u00ad'].map(each => [each, ''] as const)
  const blanks = ['\t', '\n', '\r', '\u00a0', '\u200b', '\ufeff'].map(each => [each, ' '] as const)
  return charsMapOf([...new Map([...changed, ...composed, ...dropped, ...blanks])])
}
