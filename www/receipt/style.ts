/** The looks of receipt and withdrawal: the page's own font and colours, which an owner overrides by `::part()`. */

/** In the shadow root. */
export const STYLE = `
:host{display:block;flex-basis:100%;margin-block:1rem;line-height:1.5}
*{box-sizing:border-box}
[hidden]{display:none}
h2{margin:0 0 .5rem;font-size:1.25em;line-height:1.3}
p{margin:.5rem 0}
p:empty{display:none}
ul{margin:0 0 1rem;padding:0;list-style:none}
li{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;padding-block:.6rem;border-block-end:1px solid rgb(128 128 128/.5)}
li p{flex:1 1 14rem;margin:0;overflow-wrap:anywhere}
li small{display:block}
li .told{flex-basis:100%}
strong{flex:none}
a{color:inherit;overflow-wrap:anywhere}
.acts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));grid-auto-rows:1fr;gap:.5rem;margin-block:1rem}
button,.file{display:grid;place-items:center;min-block-size:44px;padding:.4rem .9rem;border:1px solid;border-radius:var(--waxseal-radius,.4rem);background:none;color:inherit;font:inherit;text-align:center;cursor:pointer}
button:hover,.file:hover{text-decoration:underline}
button:focus-visible,a:focus-visible,input:focus-visible,.file:focus-within{outline:3px solid;outline-offset:2px}
[aria-disabled=true]{opacity:.6;text-decoration:none;cursor:default}
[data-over] button:not(:focus){display:none}
[data-taken] .told::before{content:"✓ "/""}
.file{position:relative;overflow:hidden}
.file input{position:absolute;inset:0;opacity:0;cursor:pointer;font-size:0}
.drop{padding:1rem;border:2px dashed rgb(128 128 128/.9)}
.over{border-color:currentColor;border-style:solid}
.link{inline-size:100%;min-block-size:44px;padding:.4rem;border:1px solid;background:none;color:inherit;font:inherit}
.heard{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
svg{display:block;inline-size:min(100%,18rem);margin:0 auto 1rem;background:#fff;forced-color-adjust:none}
@media (forced-colors:active){[aria-disabled=true]{opacity:1;color:GrayText;border-color:GrayText}}
`

/** In the saved page, which stands alone: the reader's own light or dark. Without `<`, `>` and `&`, which would be escaped. */
export const PAGE_STYLE = `
:root{color-scheme:light dark}
body{max-inline-size:42rem;margin:0 auto;padding:1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2{line-height:1.25}
h2{margin-block-start:2rem}
dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.25rem 1rem;margin:.5rem 0}
dt{font-weight:600}
dd{margin:0}
dd,blockquote{white-space:pre-line}
section section{margin-block:1rem;padding-block-start:1rem;border-block-start:1px solid rgb(128 128 128/.5)}
blockquote{margin:0;padding-inline-start:1rem;border-inline-start:4px solid rgb(128 128 128/.7)}
pre{white-space:pre-wrap;font-size:.8rem}
a{color:inherit}
summary{min-block-size:24px;cursor:pointer}
@media (max-width:26rem){dl{display:block}dd{margin-block-end:.5rem}}
`
