// Applies the chosen theme before the first paint; the page itself keeps it in step afterwards.
try {
  const theme = localStorage.getItem("pinwheel.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is denied: the system's own preference holds, and the page says so.
}
