// Starts Swagger UI on our own schema; writes carry the page's CSRF token, as the site's own do.
const target = document.getElementById("api-docs");
const token = document.querySelector('meta[name="csrf-token"]').content;

// Swagger UI's own layout takes itself for the whole page; inside ours it is a part with a heading.
function Part({ getComponent, specSelectors }) {
  const make = this.React.createElement;
  const whole = (name) => make(getComponent(name, true), { key: name });
  const parts = ["AuthorizeBtnContainer", "FilterContainer", "operations"];
  if (specSelectors.loadingStatus() !== "success") parts.length = 0;
  return make("div", { className: "swagger-ui" }, make(getComponent("SvgAssets")), ...parts.map(whole));
}

globalThis.SwaggerUIBundle({
  url: target.dataset.schema,
  domNode: target,
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  validatorUrl: null,
  presets: [globalThis.SwaggerUIBundle.presets.apis],
  plugins: [(system) => ({ components: { Part: Part.bind(system) } })],
  layout: "Part",
  onComplete() {
    for (const heading of target.querySelectorAll(".opblock-tag")) heading.ariaLevel = "2";
  },
  requestInterceptor(request) {
    const isOurs = new URL(request.url, location.href).origin === location.origin;
    if (isOurs && request.method !== "GET") request.headers["X-CSRFToken"] = token;
    return request;
  },
});
