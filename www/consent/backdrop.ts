/** The colour that a line of text stands on, where it is one: not over a picture, a video or a gradient. */
import { own } from '../loader/dom'
import { around, sizeOf, type Area } from './around'
import { colour, over, type Colour } from './colour'

const PICTURES = 'img,picture,video,canvas,iframe,object,embed,svg'

/** What is behind `area` of `element`, which is drawn in the block of `host`. Nothing if it is of no one colour. */
export function backdrop(element: Element, host: Element, area: Area): Colour | undefined {
  const layers: Colour[] = []
  for (const at of behind(element, host, area)) {
    const layer = layerOf(at, rootOf(at) === rootOf(host))
    if (!layer) return undefined
    layers.push(layer)
    if (layer[3] < 1) continue
    // Nothing of the page is between the text and the block's own ground.
    return rootOf(at) === rootOf(element) || !pictures(area) ? stack(layers) : undefined
  }
  if (pictures(area)) return undefined
  const canvas = layerOf((rootOf(element) as ShadowRoot).querySelector('[data-canvas]') ?? host, false)
  return canvas && stack([...layers, canvas])
}

/** The elements behind it, nearest first: in the window those that are drawn there, else those around it. */
function behind(element: Element, host: Element, area: Area): Element[] {
  const all = [...around(element)]
  const outermost = all.filter((at) => own(document, 'contains')(at))[0] ?? host
  const inside = all.slice(0, all.indexOf(outermost))
  const under = own(document, 'elementsFromPoint')((area.left + area.right) / 2, (area.top + area.bottom) / 2)
  const at = under.indexOf(outermost)
  // The canvas has the colour of the page, or of its body, wherever these end.
  const body = own(document, 'body')
  const page = body.contains(outermost) ? [body, own(document, 'documentElement')] : []
  return at < 0 ? all : [...inside, ...under.slice(at), ...page]
}

function layerOf(element: Element, withPseudo: boolean): Colour | undefined {
  const { backgroundColor, backgroundImage } = getComputedStyle(element)
  if (backgroundImage !== 'none' || own(element, 'matches')(PICTURES)) return undefined
  if (withPseudo && (paints(element, '::before') || paints(element, '::after'))) return undefined
  return colour(backgroundColor)
}

/** Templates lay colours and gradients over their pictures that way. */
function paints(element: Element, pseudo: string): boolean {
  const { content, position, backgroundColor, backgroundImage } = getComputedStyle(element, pseudo)
  if (content === 'none' || content === 'normal' || !/absolute|fixed/.test(position)) return false
  return backgroundImage !== 'none' || colour(backgroundColor)?.[3] !== 0
}

/** Whether a picture has its place there: presses may go through it, and then it is not found by its place. */
function pictures({ left, top, right, bottom }: Area): boolean {
  return [...own(document, 'querySelectorAll')(PICTURES)].some((picture) => {
    const box = picture.getBoundingClientRect()
    return sizeOf({ left: Math.max(left, box.left), top: Math.max(top, box.top), right: Math.min(right, box.right), bottom: Math.min(bottom, box.bottom) }) > 0
  })
}

function rootOf(element: Element): Node {
  return own(element, 'getRootNode')()
}

function stack(layers: readonly Colour[]): Colour | undefined {
  return layers.reduceRight<Colour | undefined>((under, layer) => (under ? over(layer, under) : layer), undefined)
}
