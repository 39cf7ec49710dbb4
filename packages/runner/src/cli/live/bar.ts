const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar as long as a share of `width`; what is more than nothing is seen. */
export const bar = (share: number, width: number): string => {
  const parts = share > 0 ? Math.max(1, Math.round(Math.min(1, share) * width * 8)) : 0
  return '█'.repeat(Math.floor(parts / 8)) + eighths[parts % 8]!
}

/** How far something is: a bar in its track, always as long as `width`. */
export const track = (share: number, width: number): string => {
  const full = bar(share, width)
  return full + '░'.repeat(Math.max(0, width - full.length))
}
