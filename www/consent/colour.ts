/** Colours as the browser computes them, and how well one reads on another (WCAG 2.2, relative luminance and contrast ratio). */

/** Red, green, blue from 0 to 255, and how much it covers from 0 to 1. */
export type Colour = readonly [number, number, number, number]

/** A computed colour; nothing for one of a wider space, which is not weighed here. */
export function colour(text: string): Colour | undefined {
  const [, r, g, b, a = '1'] = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text) ?? []
  return r === undefined ? undefined : [Number(r), Number(g), Number(b), Number(a)]
}

/** What is seen where `top` lies on `under`, which covers all. */
export function over([r, g, b, a]: Colour, under: Colour): Colour {
  const mix = (top: number, below: number): number => top * a + below * (1 - a)
  return [mix(r, under[0]), mix(g, under[1]), mix(b, under[2]), 1]
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([r, g, b]: Colour): number {
  const linear = (byte: number): number => (byte <= 10.31475 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}
