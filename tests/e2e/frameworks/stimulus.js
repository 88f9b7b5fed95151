import { Application, Controller } from '@hotwired/stimulus'
import { send } from './plain.js'

class SignUp extends Controller {
  static targets = ['name', 'email', 'count']

  count() {
    this.countTarget.textContent = this.nameTarget.value.length + this.emailTarget.value.length
  }

  submit(event) {
    event.preventDefault()
    send({ name: this.nameTarget.value, email: this.emailTarget.value })
  }
}

Application.start().register('signup', SignUp)
