import { createApp } from 'vue'
import SignUp from './vue.vue'

createApp(SignUp).mount('#app')
