// Starts Swagger UI on our own schema; writes carry the page's CSRF token, as the site's own do.
const target = document.getElementById("api-docs");
const token = document.querySelector('meta[name="csrf-token"]').content;

globalThis.SwaggerUIBundle({
  url: target.dataset.schema,
  domNode: target,
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  filter: true,
  validatorUrl: null,
  presets: [globalThis.SwaggerUIBundle.presets.apis],
  requestInterceptor(request) {
    const isOurs = new URL(request.url, location.href).origin === location.origin;
    if (isOurs && request.method !== "GET") request.headers["X-CSRFToken"] = token;
    return request;
  },
});
