// Sends by itself what the form serialises to.
import $ from 'jquery'

$('.post').on('submit', function (event) {
  event.preventDefault()
  $.post('/back-end/subscribe', $(this).serialize()).then(() => $('output').text('done'))
})
