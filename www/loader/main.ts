/** The script tag: `<script src="/waxseal.js" data-policy="/waxseal.json" data-root="…"></script>`. */
import { api, startWith, type Start } from './api'
import { filesAt } from './files'
import { own } from './dom'
import { WaxsealError, mendsAt, warn } from './errors'

startWith(read)
// Some script may have a variable of that name, or the first of two tags has set it.
if (!Object.prototype.hasOwnProperty.call(window, 'waxseal')) Object.defineProperty(window, 'waxseal', { value: api, enumerable: true })
else if (window.waxseal?.version !== api.version) warn('name-taken')

function read(): Start {
  const tag = ownTag()
  const said = (name: string): string | undefined => tag?.getAttribute(name) ?? undefined
  const address = tag?.src || own(document, 'baseURI')
  return {
    options: {
      policy: said('data-policy') ?? '',
      root: said('data-root'),
      integrity: said('data-policy-integrity'),
      min: said('data-policy-min'),
      forms: said('data-forms'),
      watch: said('data-waxseal-watch') !== undefined,
    },
    files: filesAt((name) => new URL(`waxseal-${name}`, address)),
  }
}

/** A module script is nobody's current script. Then the tag is the only one that could be meant. */
function ownTag(): HTMLScriptElement | undefined {
  const current = own(document, 'currentScript')
  if (current) return current as HTMLScriptElement
  const tags = own(document, 'querySelectorAll')<HTMLScriptElement>('script[data-policy]')
  if (tags.length > 1) {
    mendsAt(new URL('waxseal-mends.json', tags[0]?.src))
    throw new WaxsealError('tag-unclear')
  }
  return tags[0]
}
