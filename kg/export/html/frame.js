// Unpacks the page that stands compressed in this document, and puts it in this document's place.
(async () => {
  const packed = Uint8Array.from(atob(document.getElementById("packed").textContent), (char) => char.charCodeAt(0));
  const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const scripts = [...page.querySelectorAll("script:not([type])")].map((script) => {
    const fresh = document.createElement("script"); // a parsed script does not run
    fresh.textContent = script.textContent;
    return [script, fresh];
  });
  document.replaceChild(document.adoptNode(page.documentElement), document.documentElement);
  for (const [script, fresh] of scripts) script.replaceWith(fresh);
})();
