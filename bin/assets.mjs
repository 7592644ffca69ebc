#!/usr/bin/env node
// Builds assets/ into build/assets/ (ignored by git), which Django serves as static files.
// for paper, the fonts that the sheets name, and one sprite per face with only the icons that are named somewhere.
// Fails when a face outgrows its budget or when an icon is named that the icon package does not have.
// Usage: node bin/assets.mjs   (after `npm ci`)
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = join(root, "node_modules");
const source = join(root, "assets");
const out = join(root, "build", "assets");
const problems = [];

if (!existsSync(packages)) {
  console.error("node_modules is missing: run `npm ci` first.");
  process.exit(1);
}
const sass = await import("sass");
const esbuild = await import("esbuild");

// Bytes after gzip that a page of the face may load as styles and scripts.
const BUDGET = { storefront: 60_000, backoffice: 120_000 };

// ---------------------------------------------------------------- files
const weight = (text) => gzipSync(text, { level: 9 }).length;

function write(name, text) {
  const path = join(out, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return weight(text);
}

/** Every file under `folder` whose name ends in one of `endings`. */
function walk(folder, endings) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path, endings);
    return endings.some((end) => entry.name.endsWith(end)) ? [path] : [];
  });
}

// ---------------------------------------------------------------- fonts
const FONT_FOLDERS = ["@fontsource-variable/fraunces", "@fontsource/be-vietnam-pro", "@fontsource-variable/inter",
  "@fontsource-variable/noto-sans-thai", "@fontsource/noto-sans-sc"];

/** Points every font in a sheet at fonts/ and copies the files there. */
function withFonts(css) {
  return css.replace(/url\("?\.?\/?(?:fonts|files)\/([A-Za-z0-9._-]+\.woff2)"?\)(?:\s*format\([^)]*\))?/g, (_, file) => {
    const folder = FONT_FOLDERS.find((name) => existsSync(join(packages, name, "files", file)));
    if (!folder) {
      problems.push(`no font package has ${file}`);
      return "";
    }
    mkdirSync(join(out, "fonts"), { recursive: true });
    copyFileSync(join(packages, folder, "files", file), join(out, "fonts", file));
    return `url("fonts/${file}") format("woff2")`;
  });
}

/**
 * The slices of a script's font as @font-face rules. A browser fetches a slice only when the page has one of its characters;
 * the rules themselves weigh too much for Chinese to be in every page. `only` keeps the slices of those characters,
 * or only those that hold at least `least` of them.
 */
function slices(pack, sheet, family, weights, only = null, least = 1) {
  const wanted = only && [...only].map((letter) => letter.codePointAt(0));
  const css = readFileSync(join(packages, pack, sheet), "utf8");
  return [...css.matchAll(/@font-face\s*{[^}]*}/g)].map(([face]) => {
    const range = face.match(/unicode-range:\s*([^;}]*)/)?.[1].replace(/\s+/g, "");
    const file = face.match(/files\/([^)"]*\.woff2)/)?.[1];
    if (!range || !file || /(latin|cyrillic|vietnamese)/.test(file)) return "";
    if (wanted && wanted.filter((code) => holds(range, code)).length < least) return "";
    return `@font-face{font-family:"${family}";font-display:swap;font-weight:${weights};src:url("fonts/${file}") format("woff2");unicode-range:${range}}`;
  }).join("");
}

function holds(range, code) {
  return range.split(",").some((part) => {
    const [from, to] = part.slice(2).split("-").map((digits) => parseInt(digits, 16));
    return code >= from && code <= (to ?? from);
  });
}

const THAI = ["@fontsource-variable/noto-sans-thai", "wght.css", "Noto Sans Thai", "100 900"];
const CHINESE = ["@fontsource/noto-sans-sc", "400.css", "Noto Sans SC", "400"];

/** The Chinese characters of the interface and of the demo catalogue. */
function ownWords() {
  const texts = [...walk(join(root, "locale", "zh_Hans"), [".po"]), ...walk(join(root, "demo"), [".py", ".json"])];
  return [...new Set(texts.flatMap((path) => readFileSync(path, "utf8").match(/\p{Script=Han}/gu) ?? []))].join("");
}

// ---------------------------------------------------------------- icons
// Where each face names its icons. The storefront carries its own few; the back office everything else.
const NAMES = [
  /\{%-?\s*icon\s+["']([a-z0-9-]+)["']/g, // {% icon "truck" %}
  /icons\.svg#([a-z0-9-]+)/g,
  /\bicon(?:_name)?\s*[=:]\s*["']([a-z0-9-]+)["']/g, // icon="truck" in an include, a dataclass or a module
];

function iconsNamedIn(files) {
  const names = new Map();
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    for (const pattern of NAMES) for (const [, name] of text.matchAll(pattern)) names.set(name, relative(root, file));
  }
  return names;
}

/** Names in the table of statuses: every quoted word there that the package has as an icon. */
function statusIcons() {
  const path = join(root, "core", "ui_statuses.py");
  if (!existsSync(path)) return new Map();
  const words = [...readFileSync(path, "utf8").matchAll(/"([a-z0-9-]+)"/g)].map(([, word]) => word);
  return new Map(words.filter((word) => existsSync(iconPath(word))).map((word) => [word, "core/ui_statuses.py"]));
}

/** Names that code puts together while running, one to a line. */
function listedIcons(face) {
  const path = join(source, face, "icons.txt");
  const lines = readFileSync(path, "utf8").split("\n").map((line) => line.trim());
  return new Map(lines.filter((line) => line && !line.startsWith("#")).map((line) => [line, relative(root, path)]));
}

const iconPath = (name) => join(packages, "@tabler/icons/icons/outline", `${name}.svg`);

function sprite(names) {
  const symbols = [...names.keys()].sort().flatMap((name) => {
    if (!existsSync(iconPath(name))) {
      problems.push(`${names.get(name)} names the icon "${name}", which @tabler/icons does not have`);
      return [];
    }
    const svg = readFileSync(iconPath(name), "utf8");
    const inner = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s*\n\s*/g, "").trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

const DEPARTMENTS = ["backoffice", "inventory", "fulfillment", "accounting", "sales", "support", "core"];

function iconSets() {
  const storefront = iconsNamedIn([
    ...walk(join(root, "templates", "storefront"), [".html"]),
    ...walk(join(root, "shop"), [".py"]),
    ...walk(join(source, "storefront"), [".js"]),
    ...walk(join(source, "common"), [".js"]),
  ]);
  const backoffice = iconsNamedIn([
    ...walk(join(root, "templates"), [".html"]).filter((path) => !path.includes(join("templates", "storefront"))),
    ...DEPARTMENTS.flatMap((name) => walk(join(root, name), [".py", ".html"])),
    ...walk(join(source, "backoffice"), [".js"]),
    ...walk(join(source, "common"), [".js"]),
  ]);
  const statuses = statusIcons();
  return { 
    storefront: new Map([...listedIcons("storefront"), ...storefront, ...statuses]),
    backoffice: new Map([...listedIcons("backoffice"), ...backoffice, ...statuses]),
  };
}

// ---------------------------------------------------------------- styles and scripts
function styles(face, extra = "") {
  const { css } = sass.compile(join(source, face, "theme.scss"), {
    loadPaths: [packages], style: "compressed", quietDeps: true, charset: false,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  });
  return withFonts(css + extra);
}

async function scripts(entries) {
  const { outputFiles } = await esbuild.build({
    entryPoints: entries, outdir: out, bundle: true, format: "esm", target: "es2022", minify: true, write: false, legalComments: "none",
    nodePaths: [packages], logLevel: "error",
  });
  return Object.fromEntries(outputFiles.map((file) => [basename(file.path), file.text]));
}

// ---------------------------------------------------------------- the build
const started = performance.now();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const sizes = {};
const put = (name, text) => { sizes[name] = write(name, text); };

// The languages' own names stand at the foot of every page, so their few characters come with the first sheet.
const names = slices(...THAI, "ไทย") + slices(...CHINESE, "简体中文");
put("storefront.css", styles("storefront", names));
put("backoffice.css", styles("backoffice", slices(...THAI) + slices(...CHINESE, "简体中文")));
put("thai.css", withFonts(slices(...THAI)));
// One weight: the rules of a second one would weigh 30 kB more, and browsers embolden it well. The shop's pages carry the slices that
// its own words need most, to stay light; the twenty rare characters beside them are drawn by the reader's own font.
put("chinese.css", withFonts(slices(...CHINESE)));
put("chinese-shop.css", withFonts(slices(...CHINESE, ownWords(), 2)));

const bundles = await scripts([
  { in: join(source, "storefront", "main.js"), out: "storefront" },
  { in: join(source, "backoffice", "main.js"), out: "backoffice" },
  { in: join(source, "backoffice", "charts.js"), out: "charts" },
  { in: join(source, "backoffice", "scan.js"), out: "scan" },
]);
for (const [name, text] of Object.entries(bundles)) put(name, text);

const icons = iconSets();
put("storefront-icons.svg", sprite(icons.storefront));
put("backoffice-icons.svg", sprite(icons.backoffice));
cpSync(join(source, "images"), out, { recursive: true });

// ---------------------------------------------------------------- the report
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
for (const [name, bytes] of Object.entries(sizes)) console.log(`${name.padEnd(22)} ${kb(bytes).padStart(9)} gz`);
const fonts = existsSync(join(out, "fonts")) ? readdirSync(join(out, "fonts")) : [];
console.log(`fonts: ${fonts.length} files, ${kb(fonts.reduce((sum, file) => sum + statSync(join(out, "fonts", file)).size, 0))} (a page fetches only the slices it needs)`);
console.log(`icons: storefront ${icons.storefront.size}, back office ${icons.backoffice.size}`);

// The heaviest page of each face: one in Chinese, with a chart where the face has charts. Scan screens carry scan.js instead.
const pages = {
  storefront: sizes["storefront.css"] + sizes["storefront-icons.svg"] + sizes["chinese-shop.css"] + sizes["storefront.js"],
  backoffice: sizes["backoffice.css"] + sizes["backoffice-icons.svg"] + sizes["chinese.css"] + Math.max(sizes["backoffice.js"] + sizes["charts.js"], sizes["scan.js"]),
};
for (const [face, bytes] of Object.entries(pages)) {
  console.log(`${face}: styles and scripts ${kb(bytes)} gz of ${kb(BUDGET[face])}`);
  if (bytes > BUDGET[face]) problems.push(`${face} weighs ${kb(bytes)}, its budget is ${kb(BUDGET[face])}`);
}
console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
if (problems.length) {
  for (const problem of problems) console.error(`error: ${problem}`);
  process.exit(1);
}
