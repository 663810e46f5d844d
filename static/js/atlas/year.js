// The year slider tells its value while it moves; the form works without this.
const slider = document.getElementById("filter-year");
const shown = document.getElementById("year-shown");

slider?.addEventListener("input", () => {
  const isLast = slider.value === slider.max;
  shown.value = isLast ? shown.dataset.all : slider.value;
});
