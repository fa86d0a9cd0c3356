// The page can be read without this; it lets the reader choose between light and dark.
(function () {
  var root = document.documentElement;
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  var button = document.getElementById("theme");
  var chosen = "";
  function dark() { return chosen === "" ? system.matches : chosen === "dark"; }
  function label() { button.textContent = dark() ? "Light" : "Dark"; }
  button.addEventListener("click", function () {
    chosen = dark() ? "light" : "dark";
    root.style.colorScheme = chosen;
    label();
  });
  system.addEventListener("change", label);
  button.hidden = false;
  label();
})();
