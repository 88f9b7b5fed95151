import Alpine from '@alpinejs/csp'
import { send } from './plain.js'

Alpine.data('signup', () => ({
  name: '',
  email: '',
  sent: false,
  get count() {
    return this.name.length + this.email.length
  },
  async submit() {
    await send({ name: this.name, email: this.email })
    this.sent = true
  },
}))
Alpine.start()
