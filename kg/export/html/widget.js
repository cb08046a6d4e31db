// The page in a sandboxed frame, and the reader's choices carried between it and Python.
async function unpack(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

const isList = (value) => Array.isArray(value) && value.every((part) => typeof part === "string");
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

async function render({ model, el }) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts allow-downloads allow-popups");
  frame.title = model.get("title");
  Object.assign(frame.style, { width: "100%", height: `${Number(model.get("height"))}px`, border: "0" });
  let open = false;
  const heard = ({ source, data }) => {
    if (source !== frame.contentWindow || data?.kg !== "chosen" || !isList(data.selection) || !isPlain(data.filters)) return;
    const preset = !open && (model.get("selection").length || Object.keys(model.get("filters")).length);
    open = true;
    if (preset) {
      told();
      return;
    }
    model.set("selection", data.selection);
    model.set("filters", data.filters);
    model.save_changes();
  };
  const told = () => frame.contentWindow?.postMessage({ kg: "choose", selection: model.get("selection"), filters: model.get("filters") }, "*");
  window.addEventListener("message", heard);
  model.on("change:selection", told);
  model.on("change:filters", told);
  frame.srcdoc = await unpack(model.get("page"));
  el.append(frame);
  return () => {
    window.removeEventListener("message", heard);
    model.off("change:selection", told);
    model.off("change:filters", told);
  };
}

export default { render };
