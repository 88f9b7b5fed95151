/** The elements around the block, across shadow roots and slots, and what they do to what is drawn inside. */

import { own } from '../loader/dom'

/** A rectangle in the window. */
export interface Area {
  left: number
  top: number
  right: number
  bottom: number
}

/** The elements around `element`, itself first, as they are drawn in each other. */
export function* around(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = own(at, 'assignedSlot') ?? own(at, 'parentElement') ?? hostOf(at)) yield at
}

function hostOf(element: Element): Element | null {
  const root = own(element, 'getRootNode')()
  return root instanceof ShadowRoot ? root.host : null
}

export function sizeOf({ left, top, right, bottom }: Area): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top)
}

/** What of `area` a person can bring into view inside the elements around `element`. */
export function reachable(element: Element, { left, top, right, bottom }: Area): Area {
  const seen = { left, top, right, bottom }
  const page = own(document, 'documentElement')
  // The position of what is being clipped: it decides which elements clip it.
  let position = 'static'
  for (const at of around(element)) {
    if (at === page || at === own(document, 'body')) break
    const style = getComputedStyle(at)
    const clips = position !== 'fixed' && (position !== 'absolute' || style.position !== 'static' || style.transform !== 'none')
    if (at !== element && clips) {
      const box = own(at, 'getBoundingClientRect')()
      clip(seen, box, style.overflowX, 'left', 'right')
      clip(seen, box, style.overflowY, 'top', 'bottom')
    }
    if (at === element || clips) position = style.position === 'relative' || style.position === 'sticky' ? 'static' : style.position
    if (position === 'fixed') break
  }
  return position === 'fixed' ? cut(seen, 0, 0, page.clientWidth, page.clientHeight) : onPage(seen, page)
}

/** Clips one axis. What can be scrolled into an element is seen there. */
function clip(seen: Area, box: Area, overflow: string, start: 'left' | 'top', end: 'right' | 'bottom'): void {
  if (overflow === 'visible') return
  if (/auto|scroll/.test(overflow)) {
    const shift = Math.max(box[start] - seen[start], 0) || Math.min(box[end] - seen[end], 0)
    seen[start] += shift
    seen[end] += shift
  }
  seen[start] = Math.max(seen[start], box[start])
  seen[end] = Math.min(seen[end], box[end])
}

/** The page scrolls as far as it is long, unless it may not; before its start is nothing. */
function onPage(seen: Area, page: HTMLElement): Area {
  const style = getComputedStyle(page)
  const hides = (axis: 'overflowX' | 'overflowY'): boolean =>
    style[axis] === 'visible' ? /hidden|clip/.test(getComputedStyle(own(document, 'body'))[axis]) : /hidden|clip/.test(style[axis])
  const [across, down] = [Math.max(page.scrollWidth - page.clientWidth, 0), Math.max(page.scrollHeight - page.clientHeight, 0)]
  const [x, y] = [hides('overflowX') ? 0 : 1, hides('overflowY') ? 0 : 1]
  // From right to left, `scrollX` is negative and the page goes on to the left.
  const before = style.direction === 'rtl' ? across + scrollX : scrollX
  return cut(seen, -before * x, -scrollY * y, page.clientWidth + (across - before) * x, page.clientHeight + (down - scrollY) * y)
}

function cut({ left, top, right, bottom }: Area, from: number, above: number, to: number, below: number): Area {
  return { left: Math.max(left, from), top: Math.max(top, above), right: Math.min(right, to), bottom: Math.min(bottom, below) }
}
