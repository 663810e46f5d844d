// Two shorthands for making elements.

const SVG = "http://www.w3.org/2000/svg";

export function element(tag, className = "", parent = null) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  parent?.append(made);
  return made;
}

export function svg(tag, attributes = {}, parent = null) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  parent?.append(made);
  return made;
}

// An SVG that covers only the drawn window of the plot.
export function cover(target, { left, top, right, bottom }) {
  const width = Math.max(0, right - left);
  const height = Math.max(0, bottom - top);
  target.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  target.setAttribute("width", width);
  target.setAttribute("height", height);
  target.style.transform = `translate(${left}px, ${top}px)`;
}

let pen = null;

// How wide a text is in a font, without asking the page to lay anything out.
export function textWidth(text, font) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = font;
  return pen.measureText(text).width;
}
