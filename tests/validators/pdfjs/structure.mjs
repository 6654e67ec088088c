// Prints the structure tree of each page as pdf.js sees it, with the text that each element holds; then the text
// outside the tree, and the page's text as a reader would copy it.
//
// Use: node structure.mjs FILE.pdf

import { readFile } from "node:fs/promises";

// What pdf.js wants for painting, which isn't done here: names that exist are enough.
globalThis.DOMMatrix ??= class {};
globalThis.ImageData ??= class {};
globalThis.Path2D ??= class {};
// pdf.js prints its warnings on standard output, which is for the answer.
console.log = console.error;

const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

const INDENT = "  ";

/** The text of each marked content by its id, and apart from it: artifacts, and text that nothing marks. */
function sortText(items) {
  const marked = new Map();
  const apart = { artifact: "", unmarked: "" };
  const open = [];
  for (const item of items) {
    if (item.type === "beginMarkedContent" || item.type === "beginMarkedContentProps") {
      open.push(item);
    } else if (item.type === "endMarkedContent") {
      open.pop();
    } else {
      const text = item.str + (item.hasEOL ? "\n" : "");
      const owner = open.findLast((mark) => mark.id);
      if (open.some((mark) => mark.tag === "Artifact")) apart.artifact += text;
      else if (owner) marked.set(owner.id, (marked.get(owner.id) ?? "") + text);
      else apart.unmarked += text;
    }
  }
  return { marked, ...apart };
}

/** The lines of a text, trailing spaces kept, without empty ones. */
function splitLines(text) {
  return text.split("\n").filter((line) => line.trim());
}

/** An element's role and what it says of itself. */
function describeElement(element) {
  const traits = [];
  if (element.lang) traits.push(`lang ${element.lang}`);
  if (element.alt) traits.push(`alt ${JSON.stringify(element.alt)}`);
  if (element.bbox) traits.push(`bbox ${element.bbox.map((side) => Math.round(side)).join(" ")}`);
  return traits.length ? `${element.role}: ${traits.join(", ")}` : element.role;
}

/** An annotation's kind, its target and its own text. */
async function describeAnnotation(pdf, annotation) {
  const [target] = Array.isArray(annotation.dest) ? annotation.dest : [];
  const place = target ? `page ${(await pdf.getPageIndex(target)) + 1}` : annotation.dest;
  return `(${annotation.subtype} to ${annotation.url ?? place ?? "nowhere"}: ${JSON.stringify(
    annotation.contentsObj?.str ?? "")})`;
}

function* describeTree(node, page, depth) {
  const indent = INDENT.repeat(depth);
  if (node.type === "content") {
    const lines = splitLines(page.marked.get(node.id) ?? "");
    for (const line of lines.length ? lines.map((text) => JSON.stringify(text)) : ["(no text)"]) yield indent + line;
  } else if (node.type) {
    yield indent + (page.annotations.get(node.id) ?? `(object ${node.id}, which is no annotation of this page)`);
  } else {
    yield indent + describeElement(node);
    for (const child of node.children) yield* describeTree(child, page, depth + 1);
  }
}

function* describePage(number, tree, page) {
  yield `page ${number}`;
  if (!tree) yield `${INDENT}(no structure)`;
  for (const child of tree?.children ?? []) yield* describeTree(child, page, 1);
  for (const [title, text] of [["artifacts", page.artifact], ["unmarked text", page.unmarked], ["text", page.whole]]) {
    const lines = splitLines(text);
    if (!lines.length) continue;
    yield `${INDENT}[${title}]`;
    for (const line of lines) yield INDENT.repeat(2) + line.trimEnd();
  }
}

async function describeFile(path) {
  const data = new Uint8Array(await readFile(path));
  const task = getDocument({ data, verbosity: 0, isEvalSupported: false, useSystemFonts: false });
  const pdf = await task.promise;
  const lines = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent({ includeMarkedContent: true });
    const plain = await page.getTextContent();
    const annotations = new Map();
    for (const annotation of await page.getAnnotations()) {
      annotations.set(annotation.id, await describeAnnotation(pdf, annotation));
    }
    const whole = plain.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("");
    lines.push(...describePage(number, await page.getStructTree(), { ...sortText(content.items), whole, annotations }));
  }
  await task.destroy();
  return lines.join("\n");
}

try {
  process.stdout.write(`${await describeFile(process.argv[2])}\n`);
} catch (fault) {
  console.error(`${fault.name}: ${fault.message}`);
  process.exitCode = 1;
}
