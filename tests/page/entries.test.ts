// What a form would send, as the HTML Standard constructs the entry list, and by which names.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './lib/dom'
import { controlsOf, nameOf } from '../../www/page/controls'
import { entriesOf } from '../../www/page/entries'

const entries = (inside: string, button = 'none'): string[] => {
  const form = page(`<form data-waxseal-id="9">${inside}</form>`)
  const submitter = document.getElementById(button)
  return entriesOf(controlsOf(form), submitter).map(({ key, value, list }) => `${key}=${value}${list ? ' of a list' : ''}`)
}

test('each control gives the entries of the HTML Standard', () => {
  const rows: [string, string[]][] = [
    ['<input name=a value=x>', ['a=x']],
    ['<input name=_charset_ type=hidden>', ['_charset_=UTF-8']],
    ['<input name=a value=x dirname=d>', ['a=x', 'd=ltr']],
    ['<textarea name=a>x</textarea>', ['a=x']],
    ['<input name=a value=x disabled>', []],
    ['<fieldset disabled><input name=a></fieldset>', []],
    ['<datalist><input name=a value=x></datalist>', []],
    ['<div data-waxseal-unused><input name=a value=x></div>', []],
    ['<input type=checkbox name=a checked><input type=checkbox name=b>', ['a=on']],
    ['<input type=checkbox name=a value=1 checked><input type=checkbox name=a value=2>', ['a=1 of a list']],
    ['<input type=radio name=a value=1><input type=radio name=a value=2 checked>', ['a=2']],
    ['<select name=a><option>x<option selected>y</select>', ['a=y']],
    ['<select name=a multiple><option selected>x<option>y</select>', ['a=x of a list']],
    ['<select name=a><optgroup disabled><option selected>x</optgroup></select>', []],
    ['<output name=a>x</output><input type=reset name=b value=x><input type=file name=c>', []],
    ['<my-input name=a value=x></my-input>', []],
    ['<input value=x>', []],
    ['<input name=a value=x data-waxseal-field="">', []],
  ]
  for (const [markup, expected] of rows) assert.deepEqual(entries(markup), expected, markup)
})

test('a button sends its value only if it submits, and an image button its coordinates', () => {
  const buttons = '<button id=one name=a value=1></button><input type=submit id=two name=b value=2><input type=image id=three name=c>'
  assert.deepEqual(entries(buttons), [])
  assert.deepEqual(entries(buttons, 'one'), ['a=1'])
  assert.deepEqual(entries(buttons, 'two'), ['b=2'])
  assert.deepEqual(entries(buttons, 'three'), ['c.x=0', 'c.y=0'])
})

test('a control goes by the first of its names, and people know it by its label', () => {
  const rows: [string, string, string][] = [
    ['<input data-waxseal-field=a name=b id=c>', 'a', 'a'],
    ['<label>Mail: * <input name=b id=c></label>', 'b', 'Mail'],
    ['<input id=c autocomplete=email>', 'c', 'c'],
    ['<input autocomplete="section-x shipping  email ">', 'email', 'email'],
    ['<label>The <b>name</b>: <input autocomplete=off></label>', 'The name', 'The name'],
    ['<label>Country <select><option>Ireland</select></label>', 'Country', 'Country'],
    ['<input aria-label=Town>', 'Town', 'Town'],
    ['<input placeholder="Town *">', 'Town', 'Town'],
    ['<fieldset><legend>Size</legend><label>Large <input type=radio name=size></label></fieldset>', 'size', 'Size'],
  ]
  for (const [markup, key, name] of rows) {
    const control = controlsOf(page(`<form>${markup}</form>`)).find(({ role }) => role !== 'silent')
    assert.ok(control)
    assert.deepEqual([control.key, nameOf(control)], [key, name], markup)
  }
})

test('no control hides what the form itself says', () => {
  const form = page('<form><input name=a id=elements value=1><input id=getRootNode value=2><input name=c id=getAttribute value=3></form>')
  assert.deepEqual(
    entriesOf(controlsOf(form)).map(({ key, value }) => key + value),
    ['a1', 'getRootNode2', 'c3'],
  )
})
