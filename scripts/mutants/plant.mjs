/**
 * Finds by name what a mutant changes, and replaces its meaning. Formatting, comments, local names, the body and the position in
 * the file do not matter; neither does the file, where `in` is a folder.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** An error in the list of mutants: a name that is not there, or is there twice. */
export class Misplaced extends Error {}

/**
 * The files that a mutant changes, with their new texts.
 *
 * @param root folder of the repository, or of a copy
 * @returns {Map<string, string>} new texts by path below `root`
 * @throws Misplaced
 */
export function plant(root, { also = [], ...first }) {
  const texts = new Map();
  for (const one of [first, ...also]) {
    const [path, change] = one.query === undefined ? findCode(root, one) : findQuery(root, one);
    texts.set(path, change(texts.get(path) ?? readFileSync(join(root, path), "utf8")));
  }
  return texts;
}

/** Finds a step, check or pass of `pipelines/` by the name of its table; the number before it may change. */
function findQuery(root, { query, becomes }) {
  const found = ["pipelines", "pipelines/checks", "pipelines/passes"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.replace(/^\d+_/, "") === `${query}.sql`)
      .map((name) => `${folder}/${name}`),
  );
  return [onlyOne(found, `pipelines/${query}.sql`), (text) => queryWith(text, becomes)];
}

/** Replaces the SELECT, which the new text can use as `original`. The header stays, because steps are identified by it. */
function queryWith(text, becomes) {
  const [header] = /^(--.*\n)*/.exec(text);
  return `${header}WITH original AS (\n${text.slice(header.length)}\n)\n${becomes}\n`;
}

/** Finds a function, a constant or a method `Class.method` at the top level of a module. */
function findCode(root, { in: place, of, becomes }) {
  const [name] = of.split(".");
  const declares = new RegExp(`\\b(function\\*?|const|class)\\s+${name}\\b`);
  const found = modulesIn(root, place).filter((path) => {
    const text = readFileSync(join(root, path), "utf8");
    // Most modules do not contain the name, and need no parsing.
    return declares.test(text) && declarationsOf(parse(text), of).length > 0;
  });
  return [onlyOne(found, `${of} in ${place}`), (text) => codeWith(text, of, becomes)];
}

function onlyOne(found, what) {
  if (found.length === 1) return found[0];
  throw new Misplaced(`${what} must be there once; found ${found.length === 0 ? "none" : found.join(", ")}`);
}

function modulesIn(root, place) {
  const path = join(root, place);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [place];
  return readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => `${place}/${name}`);
}

function parse(text) {
  return ts.createSourceFile("module.ts", text, ts.ScriptTarget.Latest, true);
}

/** The declarations of a name, overloads first; the last one has the body. */
function declarationsOf(source, of) {
  const [name, method] = of.split(".");
  const named = (node) => node.name !== undefined && ts.isIdentifier(node.name) && node.name.text === name;
  return source.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement) && named(statement) && method === undefined) return [statement];
    if (ts.isVariableStatement(statement) && method === undefined)
      return statement.declarationList.declarations.filter((one) => named(one) && one.initializer !== undefined);
    if (ts.isClassDeclaration(statement) && named(statement) && method !== undefined)
      return statement.members.filter((one) => ts.isMethodDeclaration(one) && one.name.getText(source) === method);
    return [];
  });
}

/**
 * The module with a new meaning for a name. `becomes` receives the original and returns the replacement. A function or method
 * keeps its body under another name, and callers of the name get the replacement. It is created once (for a method: once per
 * object), so that it may keep state.
 */
function codeWith(text, of, becomes) {
  const source = parse(text);
  const declarations = declarationsOf(source, of);
  const last = declarations.at(-1);
  const meaning = `(${becomes})`;
  if (ts.isVariableDeclaration(last)) {
    const { pos, end } = last.initializer;
    return `${text.slice(0, pos)} ${meaning}(${text.slice(pos, end)})${text.slice(end)}`;
  }
  const name = last.name.getText(source);
  const [meant, became] = [`${name}_meant`, `${name}_became`];
  const renamed = declarations.map((one) => ({ at: one.name.getStart(source), length: name.length, put: meant }));
  const has = (kind) => last.modifiers?.some((one) => one.kind === kind) ?? false;
  if (ts.isMethodDeclaration(last)) {
    const statically = has(ts.SyntaxKind.StaticKeyword) ? "static " : "";
    const put = `\n${statically}${name}(...all) { this.${became} ??= ${meaning}((...own) => this.${meant}(...own)); return this.${became}(...all); }`;
    return edited(text, [...renamed, { at: last.end, length: 0, put }]);
  }
  const exported = has(ts.SyntaxKind.ExportKeyword) ? "export " : "";
  const put = `\nvar ${became};\n${exported}function ${name}(...all) { ${became} ??= ${meaning}(${meant}); return ${became}(...all); }\n`;
  return edited(text, [...renamed, { at: text.length, length: 0, put }]);
}

/** Applies edits from the end of the text, so that none moves the place of another. */
function edited(text, edits) {
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((result, { at, length, put }) => result.slice(0, at) + put + result.slice(at + length), text);
}
