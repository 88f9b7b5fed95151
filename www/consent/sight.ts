/** Whether a person can see and read the block: what they cannot see is not signed. */
import { own } from '../loader/dom'
import { around, reachable, sizeOf, type Area } from './around'
import { backdrop } from './backdrop'
import { colour, contrast, over } from './colour'

/** Least contrast of text: WCAG 2.2, 1.4.3. */
const CONTRAST = 4.5
/** Least and most size of a letter, and the most that a box may measure, in CSS pixels. */
const LETTER = [8, 100] as const
const BOX = 150
/** How much of a line has to be in reach, and how little of what is behind may shine through. */
const PART = 0.7
const OPACITY = 0.5
const VEILS = /blur\((?!0px)|(opacity|brightness|contrast)\((0?\.[0-4]|0\))/

/** A line of text or more, or a control. */
interface Piece {
  readonly element: HTMLElement
  readonly isText: boolean
  readonly areas: readonly Area[]
}

export class Sight {
  constructor(
    private readonly host: Element,
    private readonly root: ShadowRoot,
  ) {}

  /** What cannot be seen, and why, for the developer; empty if all of it can. */
  hidden(): string {
    return this.first((piece) => hidden(piece))
  }

  /** What cannot be read for want of contrast. */
  unread(): string {
    return this.first((piece) => (readable(piece, this.host) ? '' : 'has too little contrast, or none that can be told'))
  }

  /** What lies under something else. */
  covered(): string {
    return this.first((piece) => (onTop(this.host, piece) || onTopOnceScrolled(this.host, piece) ? '' : 'is covered'))
  }

  private first(fault: (piece: Piece) => string): string {
    if (!this.host.isConnected) return 'the block is not in the page'
    for (const piece of pieces(this.root)) {
      const why = fault(piece)
      if (why) return `<${piece.element.localName}> “${(piece.element.textContent ?? '').slice(0, 40)}” ${why}`
    }
    return ''
  }
}

/** All that the record says was shown: not what is still folded up, and no error, which is no part of it. */
function pieces(root: ShadowRoot): Piece[] {
  const found: Piece[] = []
  const walker = own(document, 'createTreeWalker')(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isText = node instanceof Text
    const element = (isText ? node.parentElement : node) as HTMLElement
    if (isText ? !node.nodeValue?.trim() : !element.matches('input,select')) continue
    if (element.closest('option,[part~=error],details:not([open])>:not(summary)')) continue
    found.push({ element, isText, areas: areasOf(node) })
  }
  return found
}

function areasOf(node: Node): Area[] {
  if (node instanceof Element) return [node.getBoundingClientRect()]
  const range = own(document, 'createRange')()
  range.selectNodeContents(node)
  return [...range.getClientRects()].filter(({ width, height }) => width && height)
}

function hidden({ element, isText, areas }: Piece): string {
  const style = getComputedStyle(element)
  if (!areas.length || style.visibility !== 'visible' || element.checkVisibility?.() === false) return 'is not drawn'
  let opacity = 1
  for (const at of around(element)) {
    const style = getComputedStyle(at)
    opacity *= Number(style.opacity)
    if (opacity < OPACITY) return 'is see-through'
    if (VEILS.test(style.filter)) return 'is behind a filter'
  }
  for (const area of areas) if (!(sizeOf(reachable(element, area)) > sizeOf(area) * PART)) return 'is clipped, or outside the page'
  const { width, height } = element.getBoundingClientRect()
  const letter = parseFloat(style.fontSize) * (element.offsetWidth ? width / element.offsetWidth : 1)
  if (isText && (letter < LETTER[0] || letter > LETTER[1])) return `has letters of ${Math.round(letter)} px`
  const most = element.matches('[type=checkbox]') ? width : height
  if (!isText && (Math.min(width, height) < LETTER[0] || most > BOX)) return `measures ${Math.round(width)} by ${Math.round(height)} px`
  return ''
}

function readable({ element, isText, areas }: Piece, host: Element): boolean {
  if (!isText) return true
  const text = colour(getComputedStyle(element).color)
  return areas.every((area) => {
    const under = text && backdrop(element, host, area)
    return !!under && contrast(over(text, under), under) >= CONTRAST
  })
}

/** Whether nothing lies over the middle of it, as far as that is in the window. */
function onTop(host: Element, { element, areas }: Piece): boolean {
  // What presses go through is not found by its place.
  if (getComputedStyle(element).pointerEvents === 'none') return true
  return areas.every(({ left, top, right, bottom }) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return true
    for (let inner = host; ; ) {
      const scope = inner.getRootNode() as Document | ShadowRoot
      if (own(scope, 'elementFromPoint')(x, y) !== inner) return false
      if (scope instanceof Document) break
      inner = scope.host
    }
    const found = (element.getRootNode() as ShadowRoot).elementFromPoint(x, y)
    // Between its words, it is what the text stands in.
    return !found || found.contains(element) || element.contains(found) || found === host
  })
}

/** The page's own head or foot may lie over it just now: it is moved to the middle, and back. */
function onTopOnceScrolled(host: Element, { element, isText }: Piece): boolean {
  const [left, top] = [scrollX, scrollY]
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  const areas = isText ? [...element.childNodes].filter((node) => node instanceof Text).flatMap(areasOf) : areasOf(element)
  const seen = onTop(host, { element, isText, areas })
  scrollTo({ left, top, behavior: 'instant' })
  return seen
}
