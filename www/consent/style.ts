/** The looks of the block: those of the page around it, small and quiet. */
export const STYLE = `
:host{display:block;flex-basis:100%;margin-block:1rem;text-align:start}
:host([hidden]){display:none}
*{box-sizing:border-box;text-indent:0!important;letter-spacing:normal!important;-webkit-text-fill-color:currentcolor!important;-webkit-text-stroke:0!important;-webkit-text-security:none!important}
p,ul{margin:.35em 0;overflow-wrap:anywhere;line-height:1.5}
ul{padding-inline-start:1.2em}
label{display:inline-flex;inline-size:fit-content;max-inline-size:100%;align-self:start;justify-self:start;vertical-align:top;gap:.6em;align-items:flex-start;min-block-size:24px;line-height:1.5;overflow-wrap:anywhere}
input[type=checkbox]{flex:none;margin:0;inline-size:max(24px,1.5em);block-size:max(24px,1.5em);accent-color:var(--waxseal-accent,auto)}
input:not([type=checkbox]),select,button{min-block-size:2.5em;max-inline-size:100%;margin-block:.25em;padding:.25em .6em;border:1px solid var(--waxseal-border,currentcolor);border-radius:.3em;background:transparent;color:inherit;font:inherit}
option{color:CanvasText;background:Canvas}
button{cursor:pointer}
:disabled{opacity:.6;cursor:not-allowed}
input[type=checkbox]:disabled{opacity:1;outline:1px solid rgb(128 128 128);outline-offset:-1px}
:focus-visible{outline:3px solid var(--waxseal-focus,currentcolor);outline-offset:2px}
a{color:inherit;display:inline-block;min-block-size:24px}
summary{min-block-size:24px;cursor:pointer;inline-size:fit-content;max-inline-size:100%}
[data-canvas]{background:Canvas}
[data-ground]{padding:.5em 1em;background:var(--waxseal-ground,Canvas)!important;color:var(--waxseal-text,CanvasText)!important}
[data-ground] :not([part~=error]){color:inherit!important}
[part~=purpose]{margin-block:.75em}
[part~=under]{padding-inline-start:calc(max(24px,1.5em) + .6em)}
[part~=small],[part~=hint],[part~=details]{font-size:.9em}
[part~=small]{margin-block:.2em}
[part~=about]{font-weight:600;margin-block-start:.8em}
[part~=objection]{margin-block:.5em;padding:.5em .75em;border:2px solid var(--waxseal-border,currentcolor);border-radius:.3em}
[part~=signal],[part~=blocked]{margin-block:.5em;padding-inline-start:.6em;border-inline-start:4px solid var(--waxseal-question,#1d70b8)}
[part~=terms]{margin-block-start:1em;padding-block-start:.75em;border-block-start:1px solid var(--waxseal-border,currentcolor)}
[part~=age-question]{display:grid;justify-items:start;margin-block:.75em}
[part~=error]{padding-inline-start:.5rem;border-inline-start:4px solid var(--waxseal-error,#d4351c);color:var(--waxseal-error,inherit);font-weight:600}
[part~=error]:empty,[part~=signal]:empty,[part~=blocked]:empty{display:none}
`
