// Rules by name, in a script. They hold through `waxseal:submit`.
import $ from 'jquery'
import 'jquery-validation'
import { send } from './plain.js'

const form = $('.signup')
form.validate({
  rules: { name: { required: true, minlength: 3 } },
  submitHandler: () => void send({ name: $('#name').val(), email: $('#email').val() }),
})
form.on('waxseal:submit', (event) => {
  if (!form.valid()) event.preventDefault()
})
