// A browser that stays open: one JSON request a line on stdin, one JSON answer a line on stdout.
// {"do": "open", ...} answers {"ok": ...}; what goes wrong answers {"error": "..."} and the driver goes on.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { HtmlValidate } from "html-validate";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TIME_LIMIT = 30_000; // ms, for whatever the page is waited for
const FLAGS = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
];

const executable = process.argv[2];
let browser;
const contexts = new Map(); // one per set of options, kept for the next page with the same ones
let page;
let scripts = true; // whether the page's own may run
let seen; // what the page asked for and complained of
const validators = new Map();

async function contextFor(view) {
  browser ??= await chromium.launch({ executablePath: executable, args: FLAGS, chromiumSandbox: false });
  const key = JSON.stringify(view);
  if (!contexts.has(key)) {
    const context = await browser.newContext({
      viewport: { width: view.width, height: view.height },
      deviceScaleFactor: view.scale,
      colorScheme: view.dark ? "dark" : "light",
      javaScriptEnabled: view.scripts,
      forcedColors: view.forced_colors ? "active" : "none",
      reducedMotion: view.reduced_motion ? "reduce" : "no-preference",
      locale: "nl-NL",
      timezoneId: "Europe/Amsterdam",
    });
    context.setDefaultTimeout(TIME_LIMIT);
    await context.route("**/*", (route) => {
      const url = new URL(route.request().url());
      const own = url.protocol === "file:" ? seen.home.protocol === "file:" : url.host === seen.home.host;
      if (own || url.protocol === "data:" || url.protocol === "blob:") return route.continue();
      seen.foreign.push(url.href);
      return route.abort();
    });
    contexts.set(key, context);
  }
  return contexts.get(key);
}

async function open({ url, view, media }) {
  const context = await contextFor(view);
  await page?.close();
  seen = { home: new URL(url), requests: [], foreign: [], messages: [] };
  const mine = seen;
  scripts = view.scripts;
  page = await context.newPage();
  page.on("request", (request) => mine.requests.push(request.url()));
  page.on("websocket", (socket) => mine.requests.push(socket.url()));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) mine.messages.push(message.text());
  });
  page.on("pageerror", (error) => mine.messages.push(String(error)));
  if (media) await page.emulateMedia({ media });
  const answer = await page.goto(url, { waitUntil: "load" });
  return { status: answer?.status() ?? 0 };
}

async function axe({ rules }) {
  if (!scripts) throw new Error("axe-core is a script itself: open the page with scripts to check it");
  for (const frame of page.frames()) await frame.evaluate(AXE);
  const options = { runOnly: { type: "tag", values: TAGS }, resultTypes: ["violations", "incomplete"], rules };
  const found = await page.evaluate((given) => window.axe.run(document, given), options);
  const told = (results) => results.map((rule) => ({
    rule: rule.id,
    help: rule.help,
    nodes: rule.nodes.map((node) => ({
      target: node.target.join(" "),
      html: node.html,
      summary: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
    })),
  }));
  return { violations: told(found.violations), incomplete: told(found.incomplete), passes: found.passes.length };
}

function validate({ html, rules }) {
  const key = JSON.stringify(rules);
  if (!validators.has(key)) {
    validators.set(key, new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules }));
  }
  const report = validators.get(key).validateStringSync(html, "page.html");
  return report.results.flatMap((result) => result.messages).map((message) => ({
    rule: message.ruleId, message: message.message, line: message.line, column: message.column,
  }));
}

function focused() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    tag: element.localName,
    id: element.id,
    text: (element.innerText || element.labels?.[0]?.innerText || element.getAttribute("aria-label") || "").trim(),
    outline: style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineStyle} ${style.outlineColor}`,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

const deeds = {
  open,
  axe,
  validate,
  evaluate: ({ expression }) => page.evaluate(expression),
  text: ({ selector }) => page.locator(selector).first().innerText(),
  visible: ({ selector }) => page.locator(selector).first().isVisible(),
  press: async ({ keys }) => { for (const key of keys) await page.keyboard.press(key); },
  click: ({ selector }) => page.locator(selector).first().click(),
  fill: ({ selector, text }) => page.locator(selector).first().fill(text),
  focused: () => page.evaluate(focused),
  screenshot: async ({ path, whole }) => { await page.screenshot({ path, fullPage: whole, animations: "disabled" }); },
  seen: () => ({ url: page.url(), requests: seen.requests, foreign: seen.foreign, messages: seen.messages }),
  aria: ({ selector }) => page.locator(selector).first().ariaSnapshot(),
  resize: ({ width, height }) => page.setViewportSize({ width, height }),
};

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const request = JSON.parse(line);
    answer = { ok: (await deeds[request.do](request)) ?? null };
  } catch (error) {
    answer = { error: String(error?.message ?? error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser?.close();
