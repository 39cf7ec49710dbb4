/** Colours of the page for things without an order, told apart by colour-blind eyes, too (Okabe & Ito 2008); in light and in dark. */
export const hues = ['var(--hue-1)', 'var(--hue-2)', 'var(--hue-3)', 'var(--hue-4)', 'var(--hue-5)', 'var(--hue-6)']

/** Colours of the page for what has an order, from little to much. */
export const shades = ['var(--shade-1)', 'var(--shade-2)', 'var(--shade-3)', 'var(--shade-4)', 'var(--shade-5)']

/** Before training and after it, everywhere on a page. */
export const momentHue = { before: 'var(--before)', after: 'var(--after)' } as const
