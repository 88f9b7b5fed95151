/**
 * The looks of our own elements in the page's own tree: small, quiet, and easy to override. `:where()` gives the rules no weight: any rule
 * of the page wins.
 */
const CSS = `\
:where(.waxseal-message,.waxseal-question,.waxseal-note,.waxseal-reason,.waxseal-summary,.waxseal-after)\
{flex-basis:100%;box-sizing:border-box;overflow-wrap:anywhere}\
:where(.waxseal-question,.waxseal-note){margin-block:.25rem .75rem;padding-inline-start:.5rem;\
border-inline-start:4px solid var(--waxseal-question,#1d70b8)}\
:where(.waxseal-use){display:block;min-block-size:24px;margin-block:.25rem;font:inherit;max-inline-size:100%}\
.waxseal-status{position:absolute!important;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);\
white-space:nowrap}\
:where(.waxseal-message){margin-block:.25rem .75rem;padding-inline-start:.5rem;\
border-inline-start:4px solid var(--waxseal-error,#d4351c);font-weight:600}\
:where(.waxseal-summary){margin-block:1rem;padding:1rem;border:4px solid var(--waxseal-error,#d4351c)}\
:where(.waxseal-asking){border-color:var(--waxseal-question,#1d70b8)}\
:where(.waxseal-summary h2){margin:0 0 .5rem;font-size:1.25em}\
:where(.waxseal-summary ul){margin:0;padding:0;list-style:none}\
:where(.waxseal-summary a){color:inherit}\
:where(.waxseal-mend){padding:.5rem;border:1px dashed;white-space:pre-wrap}\
:where(.waxseal-reason){margin:.25rem 0 .5rem;font-size:.9em}\
[data-waxseal-sent],[data-waxseal-unused]{display:none!important}`

let sheet: CSSStyleSheet | undefined

/** Adopts the style sheet, once. A constructable one needs no CSP keyword; an engine without them shows plain text, which works. */
export function adopt(root: Document | ShadowRoot): void {
  const adopted = root.adoptedStyleSheets
  if (!adopted) return
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(CSS)
  }
  if (!adopted.includes(sheet)) root.adoptedStyleSheets = [...adopted, sheet]
}
