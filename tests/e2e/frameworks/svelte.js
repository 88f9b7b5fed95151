import { mount } from 'svelte'
import SignUp from './svelte.svelte'

mount(SignUp, { target: document.getElementById('app') })
