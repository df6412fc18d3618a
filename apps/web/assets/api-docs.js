// Shows the description of the API. Whoever is signed in tries operations with the token that a form would carry.
const place = document.getElementById('api');
const { csrf, description } = place.dataset;
SwaggerUIBundle({
  domNode: place,
  url: description,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
  requestInterceptor: (request) => {
    if (csrf && !request.headers.Authorization) request.headers['x-csrf-token'] = csrf;
    return request;
  },
});
