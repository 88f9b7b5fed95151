import jQuery from 'jquery'
import { send } from './plain.js'

window.jQuery = jQuery
await import('parsleyjs')
const form = jQuery('.signup')
const parsley = form.parsley()
parsley.on('form:submit', () => {
  send({ name: jQuery('#name').val(), email: jQuery('#email').val() })
  return false
})
form.on('waxseal:submit', (event) => {
  if (!parsley.validate()) event.preventDefault()
})
